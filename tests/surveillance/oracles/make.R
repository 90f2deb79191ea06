# Makes oracles.json: invented series, and what the R package `surveillance` says of them.
# Rscript make.R > oracles.json   (needs surveillance and jsonlite; the suite only reads the JSON)

suppressMessages({library(surveillance); library(jsonlite)})
set.seed(20251122)

season <- function(n, freq) exp(0.4 * cos(2 * pi * seq_len(n) / freq))
shown <- list(
  weekly = list(freq = 52, observed = rnbinom(364, mu = 6 * season(364, 52), size = 4), population = round(1e5 + 300 * (1:364))),
  sparse = list(freq = 52, observed = rpois(364, 0.4 * season(364, 52))),
  monthly = list(freq = 12, observed = rnbinom(120, mu = 40 * season(120, 12), size = 8)),
  rising = list(freq = 52, observed = rpois(364, 3 * exp(0.004 * (1:364))))
)
shown$weekly$observed[c(150, 151, 152, 352, 353)] <- c(40, 61, 38, 30, 44)  # outbreaks, past and present

as_sts <- function(s) sts(observed = matrix(s$observed), frequency = s$freq, start = c(2015, 1),
                          population = matrix(if (is.null(s$population)) rep(1, length(s$observed)) else s$population))
as_prog <- function(s) sts2disProg(as_sts(s))
number <- function(x) { x <- as.numeric(x); ifelse(is.finite(x), x, NA) }

cases <- list()
add <- function(method, series, range, control, result) {
  result <- lapply(result, function(x) if (is.logical(x)) x else number(x))
  cases[[length(cases) + 1]] <<- list(method = method, series = series, range = range, control = control, result = result)
}
# A function for disProg objects with what it returns.
old <- function(method, series, range, control, more = character()) {
  set.seed(1)
  found <- suppressMessages(suppressWarnings(get(method)(as_prog(shown[[series]]), control = c(list(range = range), control))))
  result <- list(alarm = as.logical(found$alarm), upperbound = found$upperbound)
  for (name in more) {
    value <- if (is.null(found[[name]])) found$control[[name]] else found[[name]]
    if (is.numeric(value)) result[[name]] <- value
  }
  add(method, series, range, control, result)
}

farrington <- function(series, range, ...) {
  control <- list(...)
  found <- suppressWarnings(surveillance::farrington(as_sts(shown[[series]]), control = c(list(range = range, verbose = FALSE), control)))
  result <- list(alarm = as.logical(alarms(found)), upperbound = upperbound(found))
  add("algo.farrington", series, range, control, result)
}
farrington("weekly", 340:364, b = 5, w = 3, alpha = 0.05)
farrington("weekly", 160:170, b = 3, w = 3, alpha = 0.01, powertrans = "1/2")  # references before the beginning
farrington("rising", 350:364, b = 4, w = 2, alpha = 0.1, powertrans = "none", limit54 = c(0, 4))
farrington("sparse", 340:364, b = 6, w = 4, reweight = FALSE, limit54 = c(1, 4))
farrington("monthly", 100:120, b = 3, w = 1, trend = FALSE)
farrington("weekly", 340:350, b = 4, w = 3, fitFun = "algo.farrington.fitGLM.populationOffset")

glr <- function(method, series, range, ...) old(method, series, range, list(...), c("mu0", "alpha_used"))
level <- function(series, range) signif(mean(shown[[series]]$observed[1:(min(range) - 1)]) * exp(0.4 * cos(2 * pi * range / 52)), 4)
glr("algo.glrpois", "weekly", 320:360, mu0 = level("weekly", 320:360), c.ARL = 4, ret = "value")
glr("algo.glrpois", "weekly", 320:360, mu0 = level("weekly", 320:360), c.ARL = 4, M = 10, Mtilde = 2, ret = "cases")
glr("algo.glrpois", "weekly", 330:360, mu0 = level("weekly", 330:360), c.ARL = 3, M = 12, change = "epi", ret = "value")
glr("algo.glrpois", "sparse", 300:340, mu0 = level("sparse", 300:340), c.ARL = 1, dir = "dec", ret = "value")
glr("algo.glrpois", "weekly", 320:360, mu0 = list(S = 2, trend = TRUE, refit = TRUE), c.ARL = 4, ret = "value")
glr("algo.glrnb", "weekly", 330:360, mu0 = level("weekly", 330:360), alpha = 0.2, c.ARL = 2, ret = "cases", theta = 0.5)
glr("algo.glrnb", "weekly", 330:360, mu0 = level("weekly", 330:360), alpha = 0.2, c.ARL = 2, M = 8, change = "epi", ret = "value")
glr("algo.glrnb", "weekly", 320:360, alpha = NULL, c.ARL = 2, Mtilde = 2, ret = "value")
cases[[length(cases)]]["tolerance"] <- 1e-6  # an iterative fit is inside
glr("algo.glrnb", "weekly", 330:345, alpha = 0.25, c.ARL = 2, ret = "cases", M = 10)

falling <- function(method, mu, ...) glr(method, "sparse", 300:340, mu0 = mu * level("sparse", 300:340), dir = "dec", ret = "cases", ...)
falling("algo.glrpois", 8, c.ARL = 30)
falling("algo.glrnb", 4, c.ARL = 5, alpha = 0.1)
falling("algo.glrpois", 3, c.ARL = 2, theta = -0.5)

flexible <- function(series, range, ...) {
  control <- modifyList(list(b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, weightsThreshold = 2.58, alpha = 0.005,
                             thresholdMethod = "nbPlugin", pThresholdTrend = 0.05), list(...))
  found <- suppressWarnings(farringtonFlexible(as_sts(shown[[series]]), c(list(range = range), control)))
  result <- list(alarm = as.logical(alarms(found)), upperbound = upperbound(found), expected = found@control$expected,
                 phi = found@control$phi, pvalue = found@control$pvalue)
  add("farringtonFlexible", series, range, control, result)
}
flexible("weekly", 345:360)
flexible("weekly", 345:356, thresholdMethod = "delta", alpha = 0.05, noPeriods = 1, weightsThreshold = 1, populationOffset = TRUE)
flexible("rising", 345:356, thresholdMethod = "muan", b = 4, noPeriods = 5, w = 2, pThresholdTrend = 1)
flexible("sparse", 340:352, reweight = FALSE, trend = FALSE, limit54 = c(2, 4), powertrans = "none", thresholdMethod = "delta")
flexible("monthly", 100:115, b = 4, w = 1, noPeriods = 4, pastWeeksNotIncluded = 3)

ears <- function(series, range, ...) {
  found <- earsC(as_sts(shown[[series]]), list(range = range, ...))
  add("earsC", series, range, list(...), list(alarm = as.logical(alarms(found)), upperbound = upperbound(found)))
}
ears("weekly", 330:360, method = "C1", baseline = 10)
ears("sparse", 330:360, method = "C2", minSigma = 0.5)
ears("weekly", 330:360, method = "C3", alpha = 0.01)
old("algo.bayes", "weekly", 340:360, list(b = 2, w = 4, actY = TRUE, alpha = 0.01))
old("algo.rki", "monthly", 100:120, list(b = 3, w = 1, actY = FALSE))
old("algo.rki", "weekly", 340:360, list(b = 1, w = 6, actY = TRUE))
old("algo.cdc", "weekly", 340:360, list(b = 4, m = 1, alpha = 0.01))
old("algo.cusum", "weekly", 330:360, list(k = 1, h = 2.5, m = "glm", trans = "rossi"))
old("algo.cusum", "sparse", 330:360, list(k = 0.8, h = 2, m = NULL, trans = "anscombe"))
old("algo.outbreakP", "rising", 10:40, list(k = 20, ret = "value"))

changing <- round(3 + cos(2 * pi * (320:360) / 52), 1)
table <- hValues(theta0 = (20:40) / 10, ARL0 = 100, s = 1, distr = "poisson")$hValues
for (fir in c(FALSE, TRUE)) old("algo.rogerson", "weekly", 320:360, list(theta0t = changing, ARL0 = 100, s = 1, FIR = fir,
  limit = if (fir) NULL else 0.5, hValues = table))
for (number in length(cases) - 0:1) cases[[number]]$control$hValues <- as.data.frame(table)
lengths <- lapply(list(c(4, 1.1, 0.6), c(7, 3, 2.4), c(5.5, 2.2, 1.7)), function(one) {
  found <- arlCusum(h = one[1], k = one[2], theta = one[3], distr = "poisson")
  c(one, found$ARL, found$FIR.ARL)
})
shares <- lapply(list(c(3, 7.2, 0.05, 100), c(5, 2.6, 0.1, 20)), function(one) {
  found <- arlCusum(h = one[1], k = one[2], theta = one[3], distr = "binomial", n = one[4])
  c(one, found$ARL, found$FIR.ARL)
})
limits <- lapply(c(0.6, 1.5, 3, 7.2), function(level) unname(findH(ARL0 = 200, theta0 = level, s = 1)[c("theta0", "h", "k", "ARL")]))

cat(toJSON(list(series = shown, cases = cases, run_lengths = lengths, run_lengths_of_shares = shares, limits = limits), auto_unbox = TRUE, digits = NA, na = "null", null = "null"))
