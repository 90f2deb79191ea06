# Rscript timed.R COUNTS.csv FIRST WEEKS: seconds of farringtonFlexible and earsC on the columns of a file, as JSON.
suppressMessages(library(surveillance))
given <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(given[1], header = FALSE))
range <- as.numeric(given[2]) + seq_len(as.numeric(given[3])) - 1
flexible <- list(range = range, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, weightsThreshold = 2.58,
                 pThresholdTrend = 0.05, thresholdMethod = "nbPlugin", alpha = 0.005, trend = TRUE, reweight = TRUE)
used <- function(work) { time <- system.time(suppressWarnings(work)); unname(time[1] + time[2]) }
few <- min(ncol(counts), 10)  # each fit takes as long as the next
first <- used(farringtonFlexible(sts(observed = counts[, seq_len(few), drop = FALSE], frequency = 52), flexible))
all <- sts(observed = counts, frequency = 52)
second <- used(earsC(all, list(range = 20:nrow(counts), method = "C1")))
cat(sprintf('{"flexible": %.6f, "ears": %.6f, "version": "%s"}\n', first / (few * length(range)),
            second / (ncol(counts) * (nrow(counts) - 19)), packageVersion("surveillance")))
