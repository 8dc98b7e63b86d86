"""Invented mails and mailboxes for tests of filing, written as programs write them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

ANSWER = (
    "Dear Requester\n\nThank you for your request. The council does not hold this information.\n\nYours sincerely\n"
)


def mail(
    number: int,
    subject: str = "FOI request",
    sender: str = "foi@brackenford.gov.uk",
    to: str = "lab@example.org",
    text: str = ANSWER,
    day: str = "20 Jul 2018",
    files: dict[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = f"Fri, {day} 10:00:00 +0100"
    message["Message-ID"] = f"<{number}@mail.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


def box(path: Path, mails: list[bytes]) -> Path:
    with path.open("wb") as file:
        for content in mails:
            file.write(b"From someone@example.org Fri Jul 20 10:00:00 2018\n" + content.rstrip(b"\n") + b"\n\n")
    return path
