"""A signature says whether the file still is what was signed; who signed is for others to judge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.signer import XMLSigner

from claim_files import dossier, envelope
from soyte.intake.claims import read_claims
from soyte.intake.claims.signature import signature_of

PLACE = "<CHUKYDONVI/>"
SIGNED_HERE = '<CHUKYDONVI><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"/></CHUKYDONVI>'


@pytest.fixture(scope="module")
def signed() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cơ sở thử nghiệm")])
    day = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + timedelta(days=3650))
    certificate = builder.sign(key, hashes.SHA256())
    root = etree.fromstring(envelope(dossier("A"), after=SIGNED_HERE))
    return bytes(etree.tostring(XMLSigner().sign(root, key=key, cert=[certificate])))


def test_a_signed_file_is_intact_until_it_is_changed(signed: bytes) -> None:
    assert signature_of(envelope(dossier("A"))) == "none"
    assert signature_of(signed) == "intact"
    assert signature_of(signed.replace(b"<SOLUONGHOSO>1<", b"<SOLUONGHOSO>2<")) == "broken"


def test_who_hands_in_a_file_that_was_changed_is_told(signed: bytes, tmp_path: Path) -> None:
    for data, told in ((signed, []), (signed.replace(b">20250805<", b">20250806<"), ["chữ ký số không khớp"])):
        (tmp_path / "a.xml").write_bytes(data)
        reading = read_claims(tmp_path / "a.xml")
        assert sum(batch.dossiers for batch in reading.batches()) == 1
        assert [one.split(": ")[1].split(",")[0] for one in reading.seen.warnings] == told


def test_forms_that_cannot_be_checked_are_told_so(signed: bytes) -> None:
    assert signature_of(signed.replace(b"X509Certificate>", b"X509Khac>")) == "unchecked"
    assert signature_of(signed.replace(b"</GIAMDINHHS>", b"")) == "unchecked"
    assert signature_of(envelope(dossier("A"), after="<CHUKYDONVI>Signature</CHUKYDONVI>")) == "none"
