"""Hostile mails and mailboxes: thousands of parts, nests, endless headers, names that climb."""

from __future__ import annotations

from collections.abc import Iterator

from datascores.corpus.extract import Status

from .hostile_file import SAMPLES, Hostile, made_of, mutated

HEAD = b"From: a@council.example\r\nTo: b@example.org\r\nSubject: Scores\r\nDate: Mon, 1 Jan 2018 10:00:00 +0000\r\n"
MIME = HEAD + b"MIME-Version: 1.0\r\n"


def multipart(parts: int, of: bytes = b"Content-Type: text/plain\r\n\r\nwords") -> bytes:
    return (
        MIME + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + (b"--b\r\n" + of + b"\r\n") * parts + b"--b--"
    )


def nested_multiparts(depth: int) -> bytes:
    heads = (b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return MIME + b"".join(heads) + b"\r\nwords"


def attached(name: bytes, content: bytes = b"words", kind: bytes = b"text/plain") -> bytes:
    head = b"Content-Type: %s\r\nContent-Disposition: attachment; %s\r\n\r\n%s"
    return multipart(1, head % (kind, name, content))


def hostile_mails() -> Iterator[Hostile]:
    cases: dict[str, bytes] = {
        "parts-5000": multipart(5000),
        "parts-5000-without-type": multipart(5000, b"\r\nwords"),
        "parts-100000-empty": multipart(100_000, b""),
        "attachments-1900": multipart(1900, b"Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx"),
        "multiparts-nested-90": nested_multiparts(90),
        "multiparts-nested-1500": nested_multiparts(1500),
        "mails-nested-1500": MIME + b"Content-Type: message/rfc822\r\n\r\n" * 1500 + HEAD + b"\r\nwords",
        "mails-nested-40": MIME + (b"Content-Type: message/rfc822\r\n\r\n" + HEAD) * 40 + b"\r\nwords",
        "header-20mb": HEAD + b"X-Long: " + b"x" * 20_000_000 + b"\r\n\r\nwords",
        "subject-5mb": b"Subject: " + b"word " * 1_000_000 + b"\r\n" + HEAD + b"\r\nwords",
        "subject-encoded": b"Subject: " + b"=?utf-8?q?=41?= " * 30_000 + b"\r\n" + HEAD + b"\r\nwords",
        "subject-encoded-unclosed": b"Subject: " + b"=?utf-8?b?" * 50_000 + b"\r\n" + HEAD + b"\r\nwords",
        "recipients-50000": b"Cc: " + b"<a@b.example>, " * 50_000 + b"\r\n" + HEAD + b"\r\nwords",
        "recipients-comments": b"To: " + b"(" * 50_000 + b"\r\nSubject: x\r\nFrom: a@b.example\r\n\r\nwords",
        "recipients-quotes": b"To: " + b'"a' * 50_000 + b"\r\nSubject: x\r\nFrom: a@b.example\r\n\r\nwords",
        "headers-200000": HEAD + b"X: y\r\n" * 200_000 + b"\r\nwords",
        "parameters-20000": MIME + b"Content-Type: text/plain" + b"".join(b"; a%d=b" % n for n in range(20_000)) + b"\r\n\r\nw",
        "boundary-missing": MIME + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nwords",
        "boundary-long": MIME + b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\nwords' % (b"b" * 1_000_000),
        "charset-unknown": MIME + b"Content-Type: text/plain; charset=klingon\r\n\r\nwords \xff",
        "charset-zip": MIME + b"Content-Type: text/plain; charset=zlib\r\n\r\nwords",
        "charset-rot13": MIME + b"Content-Type: text/plain; charset=rot13\r\n\r\nwords",
        "charset-idna": MIME + b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"w" * 200_000,
        "charset-punycode": MIME + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"w-9" * 60_000,
        "charset-nul": MIME + b"Content-Type: text/plain; charset=\"a\0b\"\r\n\r\nwords",
        "base64-bad": MIME + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A" * 1_000_001,
        "date-nonsense": HEAD.replace(b"2018", b"99999999999999999999") + b"\r\nwords",
        "date-zone": HEAD.replace(b"+0000", b"+999999") + b"\r\nwords",
        "address-broken": HEAD + b"Reply-To: <<<>>>@@@\r\nMessage-ID: <[]\r\nIn-Reply-To: <\r\n\r\nwords",
        "name-climbs": attached(b'filename="../../../../tmp/evil.txt"'),
        "name-absolute": attached(b'filename="/etc/cron.d/evil"'),
        "name-windows": attached(b'filename="C:\\\\windows\\\\evil.txt"'),
        "name-continued": attached(b"filename*0=../; filename*1=../; filename*2=evil.txt"),
        "name-encoded": attached(b"filename*=utf-8''..%2F..%2Fevil%00%0A.txt"),
        "name-newline": attached(b'filename="=?utf-8?q?a=0Ab=E2=80=AEc?=.txt"'),
        "name-dots": attached(b'filename=".."'),
        "name-long": attached(b'filename="' + b"n" * 100_000 + b'.txt"'),
        "html-deep": MIME + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 50_000 + b"words",
        "external-body": MIME + b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:00000/body"\r\n\r\n\r\n',
        "html-picture": MIME + b'Content-Type: text/html\r\n\r\n<p>words</p><img src="http://127.0.0.1:00000/mail.png">',
    }  # fmt: skip
    endless = {"parameters-20000", "boundary-long", "name-long"}
    too_large = {"parts-5000", "parts-5000-without-type", "parts-100000-empty"}
    for name, data in cases.items():
        allowed = frozenset({Status.TOO_LARGE}) if name in too_large else frozenset()
        allowed |= {Status.FAILED} if name in endless else set()
        yield Hostile("hostile mail", f"{name}.eml", made_of(data), allowed)
    mail = b"From a@b Mon Jan  1 10:00:00 2018\n" + HEAD + b"\nwords %d\n\n"
    box = b"".join(mail % number for number in range(5000))
    yield Hostile("hostile mail", "mails-5000.mbox", made_of(box), frozenset({Status.TOO_LARGE}))
    yield Hostile("hostile mail", "from-lines.mbox", made_of(mail % 1 + b"From \n" * 100_000))
    sample = (SAMPLES / "north-wexcombe-mail.eml").read_bytes()
    for number in range(8):
        yield Hostile("mutated eml", f"{number}.eml", made_of(mutated(sample, f"mail {number}", 60)))
