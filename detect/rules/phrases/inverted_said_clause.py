"""PHR015."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_VERBS = (
    "launched|launches|underlined|underlines|assured|assures|precised|precises|specified|specifies|detailed|indicated|"
    "indicates|sentenced|ironized|confided|entrusted|deplored|deplores|regretted|regrets|rejoiced|rejoices|sustained|"
    "sustains|manifested|affirmed|affirms|abounded|abounds|considered|considers|estimates|valued|reiterated|"
    "pointed out|points out|highlighted|highlights|emphasized|emphasised|stressed|clarified|slipped|slips|"
    "judged|judges|analyzed|analyzes|summarized|summarizes|pronounced|annoyed|evoked|evokes|advanced|advances|expressed|"
    "informed|informs|communicated|communicates|maintained|maintains|attacked|tackled|tackles|"
    "thundered|swept|plagued|let go|blew"
)
_ROLES = (
    "minister|president|mayor|lawyer|attorney|coach|technician|spokesman|spokeswoman|spokesperson|prosecutor|deputy|"
    "senator|governor|councill?or|leader|head|chief|director|secretary|expert|doctor|professor|player|striker|"
    "goalkeeper|midfielder|defender|captain|singer|actor|actress|artist|writer|author|journalist|manager|official|"
    "commissioner|general|colonel|judge|bishop|pope|priest|ambassador|diplomat|politician|candidate|deputy|elected|"
    "economist|researcher|scientist|witness|resident|farmer|owner|boss|trainer|driver|pilot|winger|chancellor|premier|"
    "chairman|chairwoman|ceo|mp|analyst|union|source|sources|ministry|association|organisation|organization"
)


class InvertedSaidClause(PatternRule):
    """Quotation followed by verb and speaker in an order, and with a verb, that English news does not use.

    ## What it does
    Finds ``"...", launched the lawyer`` and the like: a quotation, a verb that in English cannot introduce speech or
    cannot stand before its subject, then the speaker's role.

    ## Why it is an artifact
    French, Spanish, Italian, Portuguese and the Nordic languages put the verb first after a quotation, and use many
    verbs for it (lance, subraya, asegura, precise). A translator keeps the order and takes each verb's first sense.

    ## Known false alarms
    "said the minister" and the other verbs that English inverts are left alone; verbs that it inverts now and then
    (emphasized, stressed) are an `info`. Left alone are titles in quotation marks
    without a comma.

    ## Example
    Bad: “This is a scandal,” launched the lawyer of the family.
    Good: “This is a scandal,” said the lawyer of the family.
    """

    code = "PHR015"
    name = "inverted-said-clause"
    severity = Severity.WARNING
    triggers = tuple(f"{verb} the " for verb in _VERBS.split("|"))
    pattern = (
        rf"(?:[,.!?]\s?[\"']\s?,?\s?|[\"']\s?,\s?|(?P<bare>[\"'])\s)(?:thus |also |then )?"
        rf"(?P<at>(?:{_VERBS}) the (?:[\w-]+ ){{0,2}}?(?:{_ROLES})\b(?!['-]))"
    )
    _plain = re.compile(
        "emphasi[sz]ed|stressed|clarified|reiterated|point(?:ed|s) out|highlighted|estimates|"
        "affirm(?:ed|s)|summarized|thundered"
    )
    message = "After the quotation, verb and speaker stand as in another language; English has “said the ...”."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        severity = Severity.INFO if self._plain.match(match["at"]) else None
        return self.finding(document, *match.span("at"), self.message, severity=severity)

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Whether the quotation can be speech: without a comma it must have five words, or it may be a title."""
        if match["bare"] is None:
            return True
        end = match.end("bare")
        quotation = next((item for item in document.quotations if item.end == end), None)
        return quotation is not None and document.text.count(" ", quotation.start, quotation.end) >= 4
