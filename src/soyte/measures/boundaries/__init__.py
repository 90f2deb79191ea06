"""What an installation itself knows of places: acts that it recorded, shapes that it took in."""

from soyte.measures.boundaries.acts import SiteAct
from soyte.measures.boundaries.recorded import LeftOut, Site, record, sentence_of, site, site_atlas, site_of

__all__ = ["LeftOut", "Site", "SiteAct", "record", "sentence_of", "site", "site_atlas", "site_of"]
