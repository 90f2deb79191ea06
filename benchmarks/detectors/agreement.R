# Rscript agreement.R COUNTS.csv FIRST WEEKS: alarms of three detectors on the columns of a file, as JSON.
suppressMessages({library(surveillance); library(jsonlite)})
given <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(given[1], header = FALSE))
range <- as.numeric(given[2]) + seq_len(as.numeric(given[3])) - 1
all <- sts(observed = counts, frequency = 52)
flexible <- list(range = range, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, weightsThreshold = 2.58,
                 pThresholdTrend = 0.05, thresholdMethod = "nbPlugin", alpha = 0.01, trend = TRUE, reweight = TRUE, limit54 = c(0, 4))
classic <- list(range = range, b = 5, w = 3, alpha = 0.01, limit54 = c(5, 4), verbose = FALSE)
found <- list(
  flexible = suppressWarnings(farringtonFlexible(all, flexible)),
  classic = suppressWarnings(farrington(all, classic)),
  ears = earsC(all, list(range = range, method = "C1"))
)
cat(toJSON(lapply(found, function(one) t(alarms(one)) > 0), na = "null"), "\n")
