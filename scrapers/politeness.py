"""How we behave towards the hosts we ask: who we say we are, how often we ask, what we refuse to take.

All of it as the settings of a Scrapy run, and as the plan a dry run shows. robots.txt is obeyed always; there is no
switch for it. Proxies named in the environment are not used, because a proxy would resolve names past our own check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from scrapers.targets import Target

DELAY = 2.0  # seconds between two requests to one host
LEAST_DELAY = 1.0  # except towards hosts of our own
TIMEOUT = 60.0  # seconds for one answer, all of its body included
LARGEST_MB = 50  # of one answer, also once decompressed
LONGEST_WAIT = 300  # seconds that a host may ask us to wait before we leave it for this run
ROBOT_NAME = "DataScores"  # the name robots.txt files know us by


@dataclass(frozen=True)
class Plan:
    """What a run would send: requests for addresses and robots.txt, to how many hosts, in how many seconds at least."""

    addresses: int
    requests: int
    hosts: int
    seconds: float


def plan_for(targets: Sequence[Target], delay: float) -> Plan:
    """The plan of a run. Hosts are asked side by side, each one request at a time: the busiest decides the time."""
    addresses = [urlsplit(target.url) for target in targets]
    origins = {(parts.scheme, parts.netloc.lower()): parts.hostname for parts in addresses}  # each has a robots.txt
    hosts = Counter(origins.values()) + Counter(parts.hostname for parts in addresses)
    waits = max(hosts.values(), default=1) - 1  # the first request need not wait
    return Plan(len(addresses), hosts.total(), len(hosts), waits * delay)


def words_of(plan: Plan, delay: float) -> str:
    """A plan as a dry run tells it; ``delay`` in seconds."""
    time = timedelta(seconds=ceil(plan.seconds))
    return (
        f"Would send {plan.requests} requests to {plan.hosts} hosts: {plan.addresses} addresses and each site's "
        f"robots.txt. At {delay:g} seconds between two requests to a host it takes {time} or longer."
    )


def user_agent_for(contact: str) -> str:
    """Our honest name with the contact address. Raises ValueError if the contact cannot stand in a header."""
    contact = contact.strip()
    if not contact or not contact.isascii() or not contact.isprintable():
        raise ValueError("A contact address (mail or web, plain ASCII) is needed, so that a host can reach us.")
    return f"{ROBOT_NAME}/{_version()} (+{contact})"


def settings_for(contact: str, delay: float, timeout: float, private_hosts: Sequence[str]) -> dict[str, Any]:
    """The settings of a Scrapy run; ``delay`` and ``timeout`` in seconds. Raises ValueError for an unusable contact."""
    return {
        "USER_AGENT": user_agent_for(contact),
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,  # a random delay would now and then be shorter than we say
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delay,
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,  # bytes: nothing new is asked while an answer is not written down yet
        "DOWNLOAD_TIMEOUT": timeout,
        "DOWNLOAD_MAXSIZE": LARGEST_MB * 1024 * 1024,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {"file": None, "data": None, "ftp": None, "s3": None},
        "DOWNLOADER_MIDDLEWARES": {
            "scrapers.robots.ObeyRobots": 100,
            "scrapers.waiting.WaitAsAsked": 950,  # nearest to the network: nothing passes it while a host is left alone
        },
        "ITEM_PIPELINES": {"scrapers.writer.Writer": 300},
        "TWISTED_DNS_RESOLVER": "scrapers.resolver.PublicResolver",
        "PRIVATE_HOSTS": list(private_hosts),
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "METAREFRESH_ENABLED": False,  # what stood at the address is the page, not where it points to later
        "REFERER_ENABLED": True,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 1,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # the table of the run says it
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }


def _version() -> str:
    try:
        return metadata.version("datascores")
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        return "dev"
