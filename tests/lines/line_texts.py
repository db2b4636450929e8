"""Texts of our own with boilerplate around them."""

BODY = [
    "The council voted on Tuesday to repair the bridge over the river before the winter, after three years of debate.",
    "“We should have done this in the spring,” said Ada Kern, who has led the council since the last election.",
    "Engineers closed one lane in May when they found cracks in two of the piers, and traffic has crawled ever since.",
    "The repair will cost about four million dollars, half of which the state has promised to pay by the end of March.",
]
MENU = ["Menu", "Search", "News", "Sports", "Weather", "Obituaries", "Subscribe"]
FOOT = [
    "Share this article",
    "Related Stories",
    "Leave a Reply",
    "Your email address will not be published.",
    "Privacy Policy",
]
