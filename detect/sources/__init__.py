"""From the results of one source's articles to how reliable the source is."""

from detect.sources.pooling import Pool, measures
from detect.sources.ranking import Driver, Example, RankedSource, RankingModel, load_ranking, rank

__all__ = ["Driver", "Example", "Pool", "RankedSource", "RankingModel", "load_ranking", "measures", "rank"]
