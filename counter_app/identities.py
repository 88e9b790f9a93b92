"""Identities, secrets and PIN verifiers from the system's own randomness."""

import secrets
from functools import cached_property
from uuid import UUID

from uuid_utils.compat import uuid7


def new_token() -> bytes:
    """What proves to the centre which desk is calling: 256 bits nobody can guess."""
    return secrets.token_bytes(32)


class SystemChance:
    """Implements ``services.ports.Chance``."""

    def identity(self) -> UUID:
        return uuid7()

    def below(self, bound: int) -> int:
        return secrets.randbelow(bound)


class Argon2Pins:
    """Implements ``services.ports.PinHasher`` by argon2id with the library's own parameters."""

    @cached_property
    def nobody(self) -> str:
        return self.hash(secrets.token_hex(16))

    def hash(self, pin: str) -> str:
        # imported when the first PIN is typed: the window need not wait for it
        from argon2 import PasswordHasher

        return PasswordHasher().hash(pin)

    def matches(self, verifier: str, pin: str) -> bool:
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(verifier, pin)
        except (VerificationError, InvalidHashError):
            return False
