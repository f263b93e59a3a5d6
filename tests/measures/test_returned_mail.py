"""Reports of mail that did not arrive, as several kinds of mail servers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leerlus.measures.returned_mail import read_returned

TO = "terug+7-abc@voorbeeld.test"

POSTFIX = """\
From: MAILER-DAEMON@mail.gemeente.test (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.gemeente.test.

--grens
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.gemeente.test
Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0100 (CET)

Final-Recipient: rfc822; weg@gemeente.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user here

--grens
Content-Type: message/rfc822

From: leerlus@voorbeeld.test
To: weg@gemeente.test
Subject: Nieuws

Tekst
--grens--
"""

EXCHANGE = """\
From: postmaster@kantoor.test
To: <{to}>
Subject: =?utf-8?Q?Niet_te_bezorgen?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_000_"

--_000_
Content-Type: multipart/alternative; differences=Content-Type; boundary="_001_"

--_001_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

S2FuIG5pZXQgYmV6b3Jnd2VyZGVuLg==
--_001_--
--_000_
Content-Type: message/delivery-status

Reporting-MTA: dns;KANTOOR.test
Received-From-MTA: dns;mail.voorbeeld.test

Final-recipient: RFC822;weg@kantoor.test
Action: {action}
Status: {status}
X-Display-Name: Weg

--_000_--
"""

ON_LEAVE = """\
From: lezer@gemeente.test
To: {to}
Subject: Automatisch antwoord: Nieuws
Auto-Submitted: auto-replied

Ik ben er niet tot maandag. Status: 5.1.1
"""


def written(form: str, *, action: str = "failed", status: str = "5.1.1", to: str = TO) -> bytes:
    return form.format(to=to, action=action, status=status).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("form", [POSTFIX, EXCHANGE])
def test_an_address_that_does_not_exist_is_gone(form: str) -> None:
    found = read_returned(written(form))
    assert found is not None
    assert found.to == (TO,)
    assert found.is_gone


@pytest.mark.parametrize("form", [POSTFIX, EXCHANGE])
@pytest.mark.parametrize("status", ["5.2.2 (mailbox full)", "5.7.1", "4.4.7"])
def test_what_says_nothing_of_the_address_did_not_arrive_and_is_not_gone(form: str, status: str) -> None:
    found = read_returned(written(form, status=status))
    assert found is not None
    assert not found.is_gone


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_a_mail_that_is_late_or_arrived_did_not_come_back(action: str) -> None:
    assert read_returned(written(POSTFIX, action=action, status="4.0.0")) is None


def test_other_mail_is_no_report_whatever_it_says() -> None:
    assert read_returned(written(ON_LEAVE)) is None
    assert read_returned(written(POSTFIX, status="geen nummer")) is None
    assert read_returned(b"") is None


@given(some.binary(max_size=400))
def test_whatever_comes_in_can_be_read(raw: bytes) -> None:
    read_returned(raw)
    read_returned(
        b"Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\n" + raw
    )
