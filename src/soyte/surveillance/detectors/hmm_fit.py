"""Many hidden Markov models of Poisson counts at once, fitted by expectation and maximisation.

Rabiner (1989), Proc IEEE 77, 257–286 (forward, backward, most probable path); MacDonald, Zucchini (1997), "Hidden Markov and other models
for discrete-valued time series" (Poisson states with covariates). A count that is unknown says nothing of its state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from soyte.surveillance.detectors.level import solved
from soyte.surveillance.detectors.outcome import Array, Flags, Positions

_ROUNDS, _CLOSE, _STAY = 300, 1e-9, 0.9


@dataclass
class Model:
    """`weights` (fits, states, columns) of the log means, `moves` (fits, from, to). Every path begins in state 0, the lowest."""

    weights: Array
    moves: Array
    likelihood: Array


def fit(counts: Array, design: Array, states: int, *, shared: bool) -> Model:
    """Fit counts (fits, time) on `design` (time, columns; the first one is 1). With `shared` all states have the same effects but the
    first. Stops when no likelihood grows by more than 1e-9 of itself."""
    known = ~np.isnan(counts)
    y = np.nan_to_num(counts)
    model = _start(y, known, design, states)
    moving = np.arange(len(y))
    for _ in range(_ROUNDS):
        part = Model(model.weights[moving], model.moves[moving], model.likelihood[moving])
        inside, between, likelihood = _expected(part, y[moving], known[moving], design)
        model.likelihood[moving] = likelihood
        go = np.abs(likelihood - part.likelihood) > _CLOSE * (np.abs(likelihood) + 1)
        if not go.any():
            break
        moving, inside, between = moving[go], inside[go] * known[moving[go], :, None], between[go]
        model.moves[moving] = between / np.maximum(between.sum(axis=2, keepdims=True), 1e-300)
        model.weights[moving] = _regressed(model.weights[moving], y[moving], inside, design, shared=shared)
    return model


def _start(y: Array, known: Flags, design: Array, states: int) -> Model:
    fits = len(y)
    weights = np.zeros((fits, states, design.shape[1]))
    shares = (np.arange(states) + 0.5) / states
    values = np.where(known, y, np.nan)
    levels = np.nanquantile(values, shares, axis=1).T if known.any() else np.ones((fits, states))
    weights[:, :, 0] = np.log(levels + 0.1 * (1 + np.arange(states)))
    moves = np.full((states, states), (1 - _STAY) / max(1, states - 1))
    np.fill_diagonal(moves, _STAY if states > 1 else 1.0)
    return Model(weights, np.repeat(moves[None], fits, axis=0), np.full(fits, -np.inf))


def _chances(model: Model, y: Array, known: Flags, design: Array) -> Array:
    """Log probability of each count in each state (fits, time, states)."""
    log_mean = np.einsum("fsc,tc->fts", model.weights, design)
    found = y[:, :, None] * log_mean - np.exp(log_mean) - gammaln(y + 1)[:, :, None]
    return np.where(known[:, :, None], found, 0.0)


def _expected(model: Model, y: Array, known: Flags, design: Array) -> tuple[Array, Array, Array]:
    """Probability of each state at each time, expected moves, log likelihood."""
    logs = _chances(model, y, known, design)
    top = logs.max(axis=2)
    chance = np.exp(logs - top[:, :, None])
    fits, length, states = chance.shape
    forward, scale = np.zeros_like(chance), np.zeros((fits, length))
    state = np.zeros((fits, states))
    state[:, 0] = 1.0
    for time in range(length):
        if time:
            state = np.einsum("fs,fst->ft", state, model.moves)
        state = state * chance[:, time]
        scale[:, time] = np.maximum(state.sum(axis=1), 1e-300)
        state = state / scale[:, time, None]
        forward[:, time] = state
    backward = np.ones_like(chance)
    for time in range(length - 2, -1, -1):
        ahead = chance[:, time + 1] * backward[:, time + 1] / scale[:, time + 1, None]
        backward[:, time] = np.einsum("fst,ft->fs", model.moves, ahead)
    ahead = chance[:, 1:] * backward[:, 1:] / scale[:, 1:, None]
    heard = known[:, ::-1].cumsum(axis=1)[:, ::-1] > 0  # moves after the last known count are not seen
    between = np.einsum("fls,flt->fst", forward[:, :-1] * heard[:, 1:, None], ahead) * model.moves
    return forward * backward, between, (np.log(scale) + top).sum(axis=1)


def _regressed(weights: Array, y: Array, inside: Array, design: Array, *, shared: bool) -> Array:
    """One step of Newton's method for the weighted Poisson regressions of all states."""
    fits, states, columns = weights.shape
    mean = np.exp(np.clip(np.einsum("fsc,tc->fts", weights, design), -30, 30))
    slope = np.einsum("fts,tc->fsc", inside * (y[:, :, None] - mean), design)
    bend = np.einsum("fts,tc,td->fscd", inside * mean, design, design)
    if not shared:
        step = solved(bend.reshape(-1, columns, columns) + 1e-10 * np.eye(columns), slope.reshape(-1, columns))
        return np.clip(weights + np.clip(np.nan_to_num(step).reshape(weights.shape), -1, 1), -30, 30)
    size = states + columns - 1
    normal, moment = np.zeros((fits, size, size)), np.zeros((fits, size))
    for state in range(states):
        normal[:, state, state] = bend[:, state, 0, 0]
        normal[:, state, states:] = normal[:, states:, state] = bend[:, state, 0, 1:]
    normal[:, states:, states:] = bend[:, :, 1:, 1:].sum(axis=1)
    moment[:, :states], moment[:, states:] = slope[:, :, 0], slope[:, :, 1:].sum(axis=1)
    step = np.clip(np.nan_to_num(solved(normal + 1e-10 * np.eye(size), moment)), -1, 1)
    found = weights.copy()
    found[:, :, 0] += step[:, :states]
    found[:, :, 1:] += step[:, None, states:]
    return np.clip(found, -30, 30)


def last_state(model: Model, counts: Array, design: Array, end: Positions) -> Positions:
    """The state (fits) in which the most probable path up to `end` ends."""
    logs = _chances(model, np.nan_to_num(counts), ~np.isnan(counts), design)
    with np.errstate(divide="ignore"):
        moves = np.log(model.moves)
    best = np.full((len(logs), logs.shape[2]), -np.inf)
    best[:, 0] = logs[:, 0, 0]
    found: Positions = best.argmax(axis=1)
    for time in range(1, logs.shape[1]):
        best = (best[:, :, None] + moves).max(axis=1) + logs[:, time]
        found = np.where(end == time, best.argmax(axis=1), found)
    return found
