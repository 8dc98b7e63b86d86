"""Sources, kind one: the web. A Scrapy project and a Django app; the only room that imports scrapy."""
