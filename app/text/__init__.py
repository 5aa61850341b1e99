"""Floor 0: the text of an article and places in it. Pure: no database, no web, no clock."""
