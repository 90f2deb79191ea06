"""What can be measured: indicators, their relations and the words that name them, as data files, and their loader."""

from soyte.catalogue.files import CatalogueError
from soyte.catalogue.load import Catalogue, load_catalogue
from soyte.catalogue.model import Indicator

__all__ = ["Catalogue", "CatalogueError", "Indicator", "load_catalogue"]
