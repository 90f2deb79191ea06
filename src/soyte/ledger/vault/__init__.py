"""The vault: originals and identities, sealed; pseudonyms for the open ledger; one logged door."""

from soyte.ledger.vault.access_log import AccessRecord, Action, Broken
from soyte.ledger.vault.canonical import patient_values
from soyte.ledger.vault.model import Damage, IdentityKind, Kept, Progress, Reader, VaultError
from soyte.ledger.vault.pseudonyms import Pseudonyms
from soyte.ledger.vault.vault import Vault

__all__ = [
    "AccessRecord",
    "Action",
    "Broken",
    "Damage",
    "IdentityKind",
    "Kept",
    "Progress",
    "Pseudonyms",
    "Reader",
    "Vault",
    "VaultError",
    "patient_values",
]
