"""Past outbreaks get less weight: the reweighting step of the Farrington detectors.

Farrington, Andrews, Beale, Catchpole (1996), J R Stat Soc A 159, 547–563, section 3.6 (residuals and weights); Noufaily et al. (2013), Stat
Med 32, 1206–1222 (a higher threshold).
"""

from __future__ import annotations

import numpy as np

from soyte.surveillance.detectors.outcome import Array
from soyte.surveillance.detectors.quasi_poisson import Fit


def outbreak_weights(y: Array, known: Array, first: Fit, phi: Array, threshold: float) -> Array:
    """Prior weights (fits, counts): counts whose standardised Anscombe residual s is above the threshold get s⁻²; their mean is 1.

    `known` is 1 for the counts that are there, 0 for the others; `phi` (fits) the dispersion of the `first` fit.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(first.mean)
        residual = np.cbrt(y)
        residual *= residual
        residual /= np.cbrt(root)
        residual -= root
        residual *= 1.5
        residual /= np.sqrt(phi[:, None] * (1 - first.leverage()))
        weight = known.copy()
        large = residual > threshold
        weight[large] *= residual[large] ** -2.0
        weight[np.isnan(residual) & (known > 0)] = np.nan
        weight *= (known.sum(axis=1) / weight.sum(axis=1))[:, None]
    return np.nan_to_num(weight)
