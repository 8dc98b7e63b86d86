"""Personal data of officers and requesters: names, mail addresses, telephone numbers and signatures, found by rules.

What is found is withheld (`corpus.visibility`) until a moderator rules. Whom a document names as an author, a councillor or
the subject of a study is no officer of the request and stays: only where a letter or a mail says by its form that somebody
writes, is written to or is to be asked is a name looked for, and then hidden everywhere in the document.
"""

# raise when what is found changes
PERSONAL_VERSION = "1"
NAME, MAIL, PHONE = "the name of a person", "a person's mail address", "a telephone number"
