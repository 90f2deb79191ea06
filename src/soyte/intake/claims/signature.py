"""Whether a file still is what was signed. Who signed is not judged: that needs the authorities' certificates, which no file brings."""

from __future__ import annotations

from contextlib import suppress

from lxml import etree

from soyte.intake.claims.hardened import parsed
from soyte.intake.claims.members import Refused

NONE, INTACT, BROKEN, UNCHECKED = "none", "intact", "broken", "unchecked"
_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"


def signature_of(document: bytes) -> str:
    """`none`; `intact`: nothing was changed since; `broken`: something was; `unchecked`: a form that we cannot check."""
    if b"Signature" not in document:
        return NONE
    try:
        root = parsed(document)
    except Refused:
        return UNCHECKED  # no XML as a whole: nothing can be said of a signature over it
    found = list(root.iter(f"{_DSIG}Signature"))
    if not found:
        return NONE
    if len(found) > 1:
        return UNCHECKED
    if next(found[0].iter(f"{_DSIG}SignedInfo"), None) is None:
        return BROKEN  # it says nothing of what it signs
    certificate = next(found[0].iter(f"{_DSIG}X509Certificate"), None)
    if certificate is None or not (certificate.text or "").strip():
        return UNCHECKED
    return _verified(root, "".join((certificate.text or "").split()))


def _verified(root: etree._Element, certificate: str) -> str:
    from signxml.exceptions import InvalidDigest, InvalidSignature  # noqa: PLC0415 (few files are signed)
    from signxml.verifier import SignatureConfiguration, XMLVerifier  # noqa: PLC0415

    pem = f"-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n"
    with suppress(Exception):  # whatever the library makes of forms that it does not know
        try:
            result = XMLVerifier().verify(root, x509_cert=pem, expect_config=SignatureConfiguration(location=".//"))
        except (InvalidDigest, InvalidSignature):
            return BROKEN
        results = result if isinstance(result, list) else [result]
        # A signature over a part says nothing of the rest.
        whole = any(one.signed_xml is not None and one.signed_xml.tag == root.tag for one in results)
        return INTACT if whole else UNCHECKED
    return UNCHECKED
