# Makes sequential/boundaries.csv, sequential/repeated.csv and sequential/stopped.csv.
# Run: Rscript sequential-groups.R <folder of the tables>
library(rpact)
folder <- commandArgs(TRUE)[1]
tool <- paste0("rpact ", packageVersion("rpact"), ", ", R.version.string, ": ")
num <- function(x) paste(formatC(x, digits = 15, format = "g", width = 1), collapse = " ")
# rpact's grid is too rough for looks close to each other (0.6, 0.61, 1 at alpha 0.001 spends 0.00189), and it stops searching
# at about 1e-8 of probability: those are in boundaries-quadrature.csv, by scipy.

rules <- list(
  list(rule = "spend-of", type = "asOF"), list(rule = "spend-pocock", type = "asP"),
  list(rule = "spend-power-1", type = "asKD", gammaA = 1), list(rule = "spend-power-3", type = "asKD", gammaA = 3),
  list(rule = "spend-hsd--4", type = "asHSD", gammaA = -4), list(rule = "spend-hsd-1", type = "asHSD", gammaA = 1),
  list(rule = "obf", type = "OF"), list(rule = "pocock", type = "P"), list(rule = "wt-0.25", type = "WT", deltaWT = 0.25))
looks <- list(c(1), c(0.5, 1), c(0.2, 0.4, 0.6, 0.8, 1), c(0.3, 0.35, 0.9, 1), c(0.25, 0.5, 0.75, 1), (1:10) / 10)
design <- function(r, alpha, sided, rates) {
  a <- list(kMax = length(rates), alpha = alpha, sided = sided, beta = 0.2, informationRates = rates, typeOfDesign = r$type)
  if (!is.null(r$gammaA)) a$gammaA <- r$gammaA
  if (!is.null(r$deltaWT)) a$deltaWT <- r$deltaWT
  do.call(getDesignGroupSequential, a)
}
lines <- c(paste0("# ", tool, "getDesignGroupSequential(kMax, alpha, sided, informationRates, typeOfDesign, gammaA, deltaWT)$criticalValues"),
  "case,rule,fractions,alpha,sided,critical,tolerance,reason")
for (r in rules) for (rates in looks) for (s in list(c(0.05, 2), c(0.025, 1))) {
  if (length(rates) == 1) next
  critical <- design(r, s[1], s[2], rates)$criticalValues
  if (any(critical > 4.7) || (length(rates) > 5 && !is.null(r$deltaWT))) next
  lines <- c(lines, paste(paste0(r$rule, " ", length(rates), " looks alpha ", s[1], " sided ", s[2]), r$rule, num(rates), s[1], s[2], num(critical),
    "2e-5", "rpact's solver stops at 1e-6 to 1e-8 of probability", sep = ","))
}
writeLines(lines, file.path(folder, "sequential/boundaries.csv"))

# One arm, known standard deviation 1: the estimate at a look is its running mean.
trial <- function(case, r, rates, sided, alpha, z, planned = 400) {
  list(case = case, r = r, rates = rates, sided = sided, alpha = alpha, z = z, n = planned * rates)
}
of <- rules[[1]]; po <- rules[[2]]; kd <- rules[[4]]
trials <- list(
  trial("crosses at the end", of, c(0.25, 0.5, 0.75, 1), 1, 0.025, c(0.5, 1.1, 1.8, 2.3)),
  trial("crosses early", of, c(0.25, 0.5, 0.75, 1), 1, 0.025, c(1.5, 3.1)),
  trial("crosses at the first look", po, c(0.2, 0.6, 1), 1, 0.025, c(3.4)),
  trial("never crosses", po, c(0.2, 0.6, 1), 1, 0.05, c(0.3, -0.4, 0.9)),
  trial("goes the other way", kd, c(0.3, 0.7, 1), 1, 0.025, c(-0.3, -1.1, -1.6)),
  trial("unequal looks", kd, c(0.1, 0.15, 0.8, 1), 1, 0.025, c(0.1, 0.4, 1.2, 2.6)),
  trial("far beyond", of, c(0.4, 0.7, 1), 1, 0.025, c(1.9, 4.5)),
  trial("two looks", rules[[7]], c(0.5, 1), 1, 0.025, c(1.2, 2.1)),
  trial("Pocock five", rules[[8]], (1:5) / 5, 1, 0.025, c(0.2, 0.9, 1.5, 2.6)),
  trial("one sided at 0.1", of, c(0.5, 1), 1, 0.1, c(0.2, 1.4)))
rep <- c(paste0("# ", tool, "getRepeatedConfidenceIntervals and getRepeatedPValues of one arm of means with standard deviation 1 (normal approximation)"),
  "case,rule,planned,fractions,estimates,errors,sided,alpha,lower,p,tolerance,reason")
fin <- c(paste0("# ", tool, "getFinalConfidenceInterval and getFinalPValue of the same arms"),
  "case,rule,planned,fractions,estimates,errors,sided,alpha,estimate,lower,p,tolerance,reason")
for (t in trials) {
  d <- design(t$r, t$alpha, t$sided, t$rates)
  k <- length(t$z); n <- t$n[1:k]; cum <- t$z / sqrt(n)
  dn <- diff(c(0, n)); stage <- diff(c(0, cum * n)) / dn
  data <- getDataset(n = dn, means = stage, stDevs = rep(1, k))
  res <- getStageResults(d, data, stage = k, normalApproximation = TRUE, thetaH0 = 0, directionUpper = TRUE)
  ci <- getRepeatedConfidenceIntervals(d, data, stage = k, normalApproximation = TRUE, directionUpper = TRUE)
  rp <- getRepeatedPValues(res)
  # rpact pools the standard deviation over the stages' means: the errors below are those that it used.
  se <- (res$overallMeans[1:k]) / qnorm(1 - res$overallPValues[1:k])
  pre <- paste(t$case, t$r$rule, num(t$rates), num(t$rates[1:k]), num(res$overallMeans[1:k]), num(se), t$sided, t$alpha, sep = ",")
  # rpact looks for a repeated p-value below one half only.
  if (rp[k] < 0.49) rep <- c(rep, paste(pre, num(ci[1, k]), num(rp[k]), "2e-4", "rpact's root finder stops at 1e-6 on a rougher grid", sep = ","))
  fci <- tryCatch(getFinalConfidenceInterval(d, data, stage = k, normalApproximation = TRUE, directionUpper = TRUE), error = function(e) NULL)
  if (!is.null(fci) && !any(is.na(fci$finalConfidenceInterval))) {
    fp <- getFinalPValue(res)
    fin <- c(fin, paste(pre, num(fci$medianUnbiased), num(fci$finalConfidenceInterval[1]), num(fp$pFinal),
      "2e-4", "rpact's root finder stops at 1e-6 on a rougher grid", sep = ","))
  }
}
writeLines(rep, file.path(folder, "sequential/repeated.csv"))
writeLines(fin, file.path(folder, "sequential/stopped.csv"))
