"""Which form asks for which act's data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.acting.closing_forms import (
    FinishForm,
    HandOverForm,
    accept_form,
    decline_form,
    reopen_form,
    stop_form,
    withdraw_form,
)
from ui.acting.form import ActForm
from ui.acting.money_forms import PayForm, RequestPaymentForm, ReverseForm
from ui.acting.moving_forms import ForwardForm, TransferForm
from ui.acting.waiting_forms import (
    ExtendForm,
    PauseForm,
    RequestSupplementForm,
    SupplementForm,
)
from ui.shown import ShownDossier

FORMS: Mapping[str, Callable[[ShownDossier], ActForm]] = MappingProxyType(
    {
        "forward": ForwardForm,
        "request-supplement": RequestSupplementForm,
        "supplement": SupplementForm,
        "request-payment": RequestPaymentForm,
        "pay": PayForm,
        "reverse": ReverseForm,
        "pause": PauseForm,
        "extend": ExtendForm,
        "finish": FinishForm,
        "hand-over": HandOverForm,
        "withdraw": withdraw_form,
        "stop": stop_form,
        "reopen": reopen_form,
        "transfer": TransferForm,
        "accept": accept_form,
        "decline": decline_form,
    }
)
