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
  found <- suppressWarnings(get(method)(as_prog(shown[[series]]), control = c(list(range = range), control)))
  result <- list(alarm = as.logical(found$alarm), upperbound = found$upperbound)
  for (name in more) result[[name]] <- if (is.null(found[[name]])) found$control[[name]] else found[[name]]
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

cat(toJSON(list(series = shown, cases = cases), auto_unbox = TRUE, digits = NA, na = "null", null = "null"))
