# Writes planning/power.csv and planning/size.csv: Rscript planning.R <folder of the tables> (pwr, pROC, rpact and mvtnorm from Debian)
suppressMessages({library(pwr); library(pROC); library(rpact); library(mvtnorm)})
folder <- file.path(commandArgs(TRUE)[1], "planning")
origin <- sprintf("# R %s.%s; pwr %s; pROC %s; rpact %s; mvtnorm %s: the call is a column", R.version$major, R.version$minor,
  packageVersion("pwr"), packageVersion("pROC"), packageVersion("rpact"), packageVersion("mvtnorm"))
rows <- character()
add <- function(plan, goal, alpha, effect, n, a, b, c, margin, power, call, tolerance)
  rows <<- c(rows, paste(plan, goal, alpha, effect, format(n, digits = 17), a, b, c, margin, format(power, digits = 17),
    gsub(",", ";", call), tolerance, sep = ","))
# a, b, c: the plan's own numbers, in the order of its constructor
near <- "1e-8"
for (case in list(c(2, 1, 1, .05), c(3, .5, 1, .05), c(10, .5, 1, .05), c(20, 1, 2, .01), c(50, .2, 1, .1), c(1000, .1, 1, .05),
                  c(100000, .01, 1, .05), c(30, 0, 1, .05), c(12, -.8, 1, .05))) {
  n <- case[1]; d <- case[2]; s <- case[3]; al <- case[4]
  add("paired-t", "difference", al, d, n, s, "", "", "",
    power.t.test(n, abs(d), s, al, type = "paired", strict = TRUE)$power, "power.t.test(type=paired;strict=TRUE)", near)
  if (d > 0) add("paired-t", "superiority", al, d, n, s, "", "", "",
    power.t.test(n, d, s, al, type = "paired", alternative = "one.sided")$power, "power.t.test(one.sided)", near)
  add("two-sample-t", "difference", al, d, n, s, 1, "", "",
    power.t.test(n, abs(d), s, al, strict = TRUE)$power, "power.t.test(type=two.sample;strict=TRUE)", near)
  if (n * 1.5 == round(n * 1.5)) add("two-sample-t", "difference", al, d, n, s, 1.5, "", "",
    pwr.t2n.test(n, 1.5 * n, d / s, al)$power, "pwr.t2n.test", near)
}
# Equivalence and non-inferiority of one mean, from their definitions: R's non-central t, and Owen's Q by integrate()
tost <- function(n, d, s, al, m, se, df) {
  tc <- qt(1 - al, df)
  f <- function(q) (pmax(0, pnorm((m - d) / se - tc * q) - pnorm((-m - d) / se + tc * q))) * 2 * df * q * dchisq(df * q^2, df)
  integrate(f, 0, m / se / tc, rel.tol = 1e-12, subdivisions = 5000)$value
}
for (case in list(c(5, 0, 1, .05, 1), c(12, 0, .25, .05, .223), c(20, .1, 1, .05, .5), c(40, 0, 1, .1, .5), c(100, .05, 1, .05, .2),
                  c(100, .3, 1, .05, .2), c(60, -.05, .5, .05, .25), c(2000, 0, 1, .05, .1))) {
  n <- case[1]; d <- case[2]; s <- case[3]; al <- case[4]; m <- case[5]
  add("paired-t", "equivalence", al, d, n, s, "", "", m, tost(n, d, s, al, m, s / sqrt(n), n - 1), "Owen's Q by integrate()", "1e-7")
  add("two-sample-t", "equivalence", al, d, n, s, 1, "", m, tost(n, d, s, al, m, s * sqrt(2 / n), 2 * n - 2), "Owen's Q by integrate()", "1e-7")
  # As PowerTOST has it: both one-sided statistics at once, a non-central t of two perfectly correlated numbers
  both <- function(se, df) pmvt(c(qt(1 - al, df), -Inf), c(Inf, -qt(1 - al, df)), df = df, delta = c(d + m, d - m) / se, corr = matrix(1, 2, 2),
    algorithm = GenzBretz(maxpts = 5e6, abseps = 1e-8))[1]
  if (n <= 100) { add("paired-t", "equivalence", al, d, n, s, "", "", m, max(0, both(s / sqrt(n), n - 1)), "mvtnorm::pmvt(delta;corr=1)", "1e-3")
    add("two-sample-t", "equivalence", al, d, n, s, 1, "", m, max(0, both(s * sqrt(2 / n), 2 * n - 2)), "mvtnorm::pmvt(delta;corr=1)", "1e-3") }
  add("paired-t", "non-inferiority", al, d, n, s, "", "", m, pt(qt(1 - al, n - 1), n - 1, (d + m) / s * sqrt(n), lower.tail = FALSE), "pt(ncp)", near)
}
for (case in list(c(50, .5, .25, .05), c(200, .1, .05, .05), c(10, .5, .4, .05), c(1000, .02, .01, .01), c(1e6, .1, .001, .05),
                  c(100, .9, .05, .05), c(30, .5, 0, .05), c(2435, .0645, .032, .05))) {
  n <- case[1]; p <- case[2]; d <- case[3]; al <- case[4]
  add("proportions", "difference", al, d, n, p, 1, "", "", power.prop.test(n, p, p + d, al, strict = TRUE)$power, "power.prop.test(strict=TRUE)", near)
  if (d > 0) add("proportions", "superiority", al, d, n, p, 1, "", "", power.prop.test(n, p, p + d, al, alternative = "one.sided")$power,
    "power.prop.test(one.sided)", near)
}
for (case in list(c(16, 0, 1, .05), c(50, .3, 1, .05), c(100, .1, 3, .05), c(1000, .1, 2, .01), c(7, 1, 1, .1), c(64, .5, .5, .05),
                  c(1, 3, 1, .05), c(1e6, .003, 1, .05))) {
  n <- case[1]; d <- case[2]; s <- case[3]; al <- case[4]
  add("large-sample", "difference", al, d, n, s, "", "", "", pwr.norm.test(d / s, n, al)$power, "pwr.norm.test", near)
  add("large-sample", "superiority", al, d, n, s, "", "", "", pwr.norm.test(d / s, n, al, alternative = "greater")$power, "pwr.norm.test(greater)", near)
}
# Connor 1987 / Machin et al.: power = pnorm((sqrt(n) |d| - z sqrt(psi)) / sqrt(psi - d^2))
for (case in list(c(100, .3, .1, .05), c(500, .1, .05, .05), c(50, .5, .25, .05), c(1000, .2, .03, .01), c(10, .9, .6, .05),
                  c(10000, .05, .008, .05), c(200, .4, .4 - 1e-9, .05), c(158, .25, .1, .05))) {
  n <- case[1]; psi <- case[2]; d <- case[3]; al <- case[4]
  add("mcnemar", "superiority", al, d, n, psi, "", "", "", pnorm((sqrt(n) * d - qnorm(1 - al) * sqrt(psi)) / sqrt(psi - d^2)), "Connor 1987", near)
}
# Two ROC curves; pROC's A and B are binormal parameters
for (case in list(c(100, .8, .05, .5, 1, .05), c(50, .7, .1, .3, 2, .05), c(500, .9, .02, .8, 1, .05), c(30, .6, .2, 0, 1, .05),
                  c(1000, .75, .01, .9, 5, .01), c(20, .85, .1, .5, .5, .1), c(200, .5, .05, .2, 1, .05), c(10000, .95, .002, .7, 9, .05))) {
  n <- case[1]; a <- case[2]; d <- case[3]; r <- case[4]; k <- case[5]; al <- case[6]
  pars <- list(A1 = sqrt(2) * qnorm(a), B1 = 1, A2 = sqrt(2) * qnorm(a + d), B2 = 1, rn = r, ra = r, delta = d)
  add("auc", "superiority", al, d, n, a, r, k, "", power.roc.test(pars, ncases = n, ncontrols = n * k, sig.level = al,
    alternative = "one.sided")$power, "pROC::power.roc.test(binormal)", near)
  add("auc-over-chance", "superiority", al, a - .5 + 1e-3, n, k, "", "", "", power.roc.test(auc = a + 1e-3, ncases = n, ncontrols = n * k, sig.level = al,
    alternative = "one.sided")$power, "pROC::power.roc.test(auc)", "1e-2")
}
# Welch: the non-central t distribution with Satterthwaite's degrees of freedom at the true variances (Moser, Stevens and Watts 1989)
welch <- function(n, d, s1, s2, k, al, sided) { m <- n * k; a <- s1^2 / n; b <- s2^2 / m; df <- (a + b)^2 / (a^2 / (n - 1) + b^2 / (m - 1))
  q <- qt(1 - al / sided, df); ncp <- d / sqrt(a + b); pt(q, df, ncp, lower.tail = FALSE) + (if (sided == 2) pt(-q, df, ncp) else 0) }
for (case in list(c(2, 1, 1, 1, 1, .05), c(3, .5, 1, 2, 1, .05), c(12, 1, 1, 3, 2, .05), c(30, .5, 2, .5, .5, .1), c(50, .3, 1, 1.5, 1.5, .01), c(200, .2, 1, 2, 1, .05),
                  c(1000, .1, 1, 3, 3, .05), c(50000, .02, 1, 2, 1, .05), c(40, 0, 1, 5, 1, .05))) {
  n <- case[1]; d <- case[2]; s1 <- case[3]; s2 <- case[4]; k <- case[5]; al <- case[6]
  add("welch", "difference", al, d, n, s1, s2, k, "", welch(n, d, s1, s2, k, al, 2), "pt(ncp) with Satterthwaite's df", near)
  if (d > 0) add("welch", "superiority", al, d, n, s1, s2, k, "", welch(n, d, s1, s2, k, al, 1), "pt(ncp) with Satterthwaite's df", near)
}
# The sign test: every count of positive differences whose exact p-value, by pbinom, is below alpha
rejected <- function(n, al, p0, alternative) { k <- 0:n; above <- pbinom(k - 1, n, p0, lower.tail = FALSE); below <- pbinom(k, n, p0)
  k[switch(alternative, two.sided = 2 * pmin(above, below), greater = above, less = below) < al] }
signs <- function(n, d, al, goal, m = 0) { p <- .5 + d; k <- switch(goal, difference = rejected(n, al, .5, "two.sided"), superiority = rejected(n, al, .5, "greater"),
  "non-inferiority" = rejected(n, al, .5 - m, "greater"), equivalence = intersect(rejected(n, al, .5 - m, "greater"), rejected(n, al, .5 + m, "less"))); sum(dbinom(k, n, p)) }
for (case in list(c(1, .3, .05), c(2, .4, .05), c(3, .45, .3), c(5, .4, .1), c(6, .4, .05), c(20, .25, .05), c(49, .1, .05), c(50, .1, .05), c(200, .1, .01), c(1000, .04, .05), c(30, 0, .05), c(25, -.2, .05))) {
  n <- case[1]; d <- case[2]; al <- case[3]
  for (goal in c("difference", "superiority")) add("sign", goal, al, d, n, "", "", "", "", signs(n, d, al, goal), "pbinom of every count", near)
}
for (case in list(c(20, 0, .05, .2), c(60, .05, .05, .15), c(200, 0, .05, .1), c(500, .02, .1, .1), c(4, 0, .05, .1)))
  for (goal in c("non-inferiority", "equivalence")) add("sign", goal, case[3], case[2], case[1], "", "", "", case[4], signs(case[1], case[2], case[3], goal, case[4]), "pbinom of every count", near)
# One share: Fleiss, Levin and Paik 2003, formula 2.11 without continuity correction
share <- function(n, p0, d, al, sided) { p <- p0 + d; s0 <- sqrt(p0 * (1 - p0)); s1 <- sqrt(p * (1 - p)); z <- qnorm(1 - al / sided)
  pnorm((d * sqrt(n) - z * s0) / s1) + (if (sided == 2) pnorm((-d * sqrt(n) - z * s0) / s1) else 0) }
for (case in list(c(1, .5, .3, .05), c(2, .4, .3, .05), c(3, .2, .4, .1), c(50, .5, .15, .05), c(200, .1, .05, .05), c(1000, .02, .01, .01), c(1e6, .1, .001, .05), c(100, .9, -.1, .05), c(30, .5, 0, .05))) {
  n <- case[1]; p0 <- case[2]; d <- case[3]; al <- case[4]
  add("share", "difference", al, d, n, p0, "", "", "", share(n, p0, d, al, 2), "Fleiss 2003", near)
  add("share", "superiority", al, d, n, p0, "", "", "", share(n, p0, d, al, 1), "Fleiss 2003", near)
  if (d > 0 && n > 1) add("share", "superiority", al, d, n, p0, "", "", "", getPowerRates(sided = 1, alpha = al, groups = 1, thetaH0 = p0, pi1 = p0 + d,
    maxNumberOfSubjects = n)$overallReject, "rpact::getPowerRates(groups=1)", "1e-6")
}
# Kendall's tau: a normal test of atanh(tau), of n - 4 with the variance 0.437 (Bonett and Wright 2000)
for (case in list(c(10, .5, .05), c(12, .3, .1), c(25, .3, .05), c(40, .2, .05), c(100, .15, .01), c(1000, .05, .05), c(60, 0, .05), c(15, .8, .05), c(30, -.3, .05)))
  for (side in c("two.sided", "greater")) add("kendall", if (side == "greater") "superiority" else "difference", case[3], case[2], case[1], "", "", "", "",
    pwr.norm.test(atanh(case[2]) / sqrt(.437), case[1] - 4, case[3], alternative = side)$power, "pwr.norm.test(atanh(tau)/sqrt(0.437); n - 4)", near)
for (case in list(c(50, 0, .05, .3), c(200, .1, .05, .2), c(100, -.05, .1, .2), c(1000, .02, .05, .1)))
  add("kendall", "non-inferiority", case[3], case[2], case[1], "", "", "", case[4], pwr.norm.test((atanh(case[2]) + atanh(case[4])) / sqrt(.437), case[1] - 4, case[3], alternative = "greater")$power,
    "pwr.norm.test(atanh(tau)/sqrt(0.437); n - 4)", near)
# Friedman: chi-square of n (k - 1) W
for (case in list(c(2, .9, 3, .05), c(3, .7, 4, .05), c(10, .2, 5, .05), c(20, .1, 3, .05), c(30, .05, 8, .01), c(12, .5, 4, .1), c(100, .02, 10, .05), c(1000, .005, 3, .05), c(25, 0, 6, .05)))
  add("friedman", "difference", case[4], case[2], case[1], case[3], "", "", "", pwr.chisq.test(sqrt((case[3] - 1) * case[2]), case[1], case[3] - 1, case[4])$power, "pwr.chisq.test(sqrt((k - 1) W))", near)
# Resampled folds: power.t.test of a deviation that has the correction of Nadeau and Bengio (2003) in it
for (case in list(c(2, 1, 1, .1, .05), c(3, .5, .3, .5, .05), c(5, .02, .03, .25, .05), c(10, .02, .02, 1 / 9, .05), c(10, .01, .02, 1 / 9, .1), c(30, .01, .01, .2, .01), c(100, .01, .02, 1 / 9, .05), c(50, 0, 1, .5, .05)))
  { n <- case[1]; s <- case[3] * sqrt(1 + n * case[4])
    add("resampled", "difference", case[5], case[2], n, case[3], case[4], "", "", power.t.test(n, case[2], s, case[5], type = "paired", strict = TRUE)$power, "power.t.test(sd * sqrt(1 + n ratio))", near)
    add("resampled", "superiority", case[5], case[2], n, case[3], case[4], "", "", power.t.test(n, case[2], s, case[5], type = "paired", alternative = "one.sided")$power, "power.t.test(sd * sqrt(1 + n ratio))", near) }
# Kolmogorov-Smirnov: Massey's bound; the critical value by uniroot of Kolmogorov's series
for (case in list(c(20, .5, 1, .05), c(100, .2, 1, .05), c(161, .1974, 1, .05), c(50, .4, 2, .01), c(400, .15, .5, .1), c(10000, .03, 1, .05), c(30, 1, 1, .05), c(60, 0, 1, .05), c(80, .2, Inf, .05)))
  { z <- uniroot(function(z) 2 * sum((-1)^(0:99) * exp(-2 * (1:100)^2 * z^2)) - case[4], c(.4, 5), tol = 1e-14)$root; se <- sqrt((1 + 1 / case[3]) / case[1])
    add("kolmogorov-smirnov", "difference", case[4], case[2], case[1], case[3], "", "", "", pnorm((case[2] - z * se) / (se * sqrt((1 - case[2]^2) / 4))), "Massey 1950 by pnorm", near) }
# A ratio of means less one, by the delta method
lift <- function(n, d, c1, c2, k, al, sided) { e <- (1 + d) * sqrt(c1^2 / n + c2^2 / (n * k)); z <- qnorm(1 - al / sided); pnorm(d / e - z) + (if (sided == 2) pnorm(-d / e - z) else 0) }
for (case in list(c(2, .5, 1, 1, 1, .05), c(3, -.5, .2, .3, 1, .05), c(100, .2, 1, 1, 1, .05), c(1000, .05, .8, .9, 2, .01), c(5000, .03, 1.5, 1.4, 1, .05), c(1e6, .002, 2, 2, 1, .05), c(400, 0, 1, 2, .5, .05), c(50, .1, .3, .3, 3, .1)))
  { add("relative-lift", "difference", case[6], case[2], case[1], case[3], case[4], case[5], "", lift(case[1], case[2], case[3], case[4], case[5], case[6], 2), "delta method by pnorm", near)
    add("relative-lift", "superiority", case[6], case[2], case[1], case[3], case[4], case[5], "", lift(case[1], case[2], case[3], case[4], case[5], case[6], 1), "delta method by pnorm", near) }
for (case in list(c(20, .3, 1, .05), c(100, .3, 3, .05), c(100, .1, 1, .05), c(500, .1, 6, .01), c(1, .9, 1, .05), c(2, .5, 1, .1), c(3, .5, 2, .05), c(1e6, .003, 9, .05), c(50, 0, 2, .05)))
  add("chi-square", "difference", case[4], case[2], case[1], case[3], "", "", "", pwr.chisq.test(case[2], case[1], case[3], case[4])$power, "pwr.chisq.test", near)
# Design effects: pwr.t2n.test (or power.t.test) of the rows that count
counting <- function(n, d, al) { n <- n; df <- 2 * n - 2; q <- qt(1 - al / 2, df); pt(q, df, d * sqrt(n / 2), lower.tail = FALSE) + pt(-q, df, d * sqrt(n / 2)) }
for (case in list(c(100, .5, 5, 0, .05), c(400, .3, 10, .5, .1), c(1000, .2, 20, 1, .02), c(60, .8, 1, 0, .3), c(5000, .1, 50, .3, .01), c(200, .4, 2, 2, .2), c(40, 1, 4, 0, 0), c(20000, .1, 100, .6, .05))) {
  n <- case[1]; d <- case[2]
  add("clustered", "difference", .05, d, n, case[3], case[4], case[5], "", counting(n / (1 + ((case[4]^2 + 1) * case[3] - 1) * case[5]), d, .05), "Eldridge 2006: n over its design effect", near)
  add("weighted", "difference", .05, d, n, case[4], "", "", "", counting(n / (1 + case[4]^2), d, .05), "Kish 1965: n over its design effect", near)
  add("adjusted", "difference", .05, d, n, min(.9, case[4] / 2), "", "", "", counting(n / (1 - min(.9, case[4] / 2)), d, .05), "Deng 2013: n over 1 - R squared", near)
}
writeLines(c(origin, "# tolerance: absolute. 1e-8: R's own pt(ncp) stops at 1e-12 and its qt at 1e-11; 1e-2: pROC rounds its constants to 1.414 and 0.0099; 1e-3: pmvt draws; 1e-6: rpact's solver",
  "plan,goal,alpha,effect,n,a,b,c,margin,power,call,tolerance", rows), file.path(folder, "power.csv"))

rows <- character()
size <- function(plan, goal, alpha, effect, a, b, power, n, call) rows <<- c(rows, paste(plan, goal, alpha, effect, a, b, power, n, gsub(",", ";", call), sep = ","))
for (case in list(c(1, 1, .05, .8), c(.5, 1, .05, .8), c(.2, 1, .05, .9), c(2, 1, .05, .8), c(.1, 2, .01, .95), c(.05, 1, .05, .8), c(.01, 1, .05, .8), c(5, 1, .05, .9))) {
  d <- case[1]; s <- case[2]; al <- case[3]; p <- case[4]
  # n by power.t.test for large n; stepped for small n, where its root search leaves n >= 2 at once
  first <- function(f) { n <- 2; while (f(n) < p) n <- n * 2; lo <- max(2, n %/% 2); if (f(lo) >= p) return(lo); while (n - lo > 1) { m <- (lo + n) %/% 2; if (f(m) >= p) n <- m else lo <- m }; n }
  size("paired-t", "difference", al, d, s, "", p, first(function(n) power.t.test(n, d, s, al, type = "paired", strict = TRUE)$power), "power.t.test: first n with that power")
  size("two-sample-t", "difference", al, d, s, 1, p, first(function(n) power.t.test(n, d, s, al, strict = TRUE)$power), "power.t.test: first n with that power")
}
for (case in list(c(.5, .25, .05, .9), c(.1, .02, .05, .8), c(.01, .002, .05, .8), c(.5, .1, .01, .8), c(.3, .3, .05, .8), c(.05, .01, .05, .9), c(.2, .05, .1, .8), c(.9, .05, .05, .8)))
  size("proportions", "difference", case[3], case[2], case[1], 1, case[4], ceiling(power.prop.test(p1 = case[1], p2 = case[1] + case[2], sig.level = case[3], power = case[4], strict = TRUE, tol = 1e-12)$n), "ceiling(power.prop.test(strict=TRUE))")
# Noether 1987: N = (z[a] + z[b])^2 / (3 (p' - 1/2)^2), and / (12 c (1 - c) (p'' - 1/2)^2) of which c are in the first sample
for (case in list(c(.25, .05, .9), c(.1, .05, .8), c(.2, .01, .8), c(.05, .05, .95), c(.3, .05, .8), c(.15, .1, .9), c(.01, .05, .8), c(.4, .05, .9))) {
  z <- qnorm(1 - case[2]) + qnorm(case[3])
  size("signed-rank", "superiority", case[2], case[1], "", "", case[3], ceiling(z^2 / (3 * case[1]^2)), "Noether 1987")
  for (ratio in c(1, 3)) { c <- 1 / (1 + ratio)
    size("rank-sum", "superiority", case[2], case[1], ratio, "", case[3], ceiling(c * z^2 / (12 * c * (1 - c) * case[1]^2)), "Noether 1987") }
}
for (case in list(c(.3, .05, .8), c(.2, .05, .9), c(.15, .01, .8), c(.1, .05, .8), c(.25, .1, .9), c(.4, .05, .8), c(.45, .05, .95), c(.12, .05, .9))) {
  least <- function(goal) { lasts <- sapply(1:700, function(n) signs(n, case[1], case[2], goal)) >= case[3]; max(which(!lasts)) + 1 }
  size("sign", "difference", case[2], case[1], "", "", case[3], least("difference"), "pbinom of every count: the first n from which on the power is there")
  size("sign", "superiority", case[2], case[1], "", "", case[3], least("superiority"), "pbinom of every count: the first n from which on the power is there")
}
for (case in list(c(1, 1, 3, .05, .8), c(.5, 1, 2, .05, .8), c(.2, 2, 1, .05, .9), c(2, 1, 2, .05, .8), c(.1, .5, 2, .01, .95), c(.05, 1, 2, .05, .8), c(5, 1, 4, .05, .9), c(.3, 1, 1, .1, .8))) {
  first <- function(f) { n <- 2; while (f(n) < case[5]) n <- n * 2; lo <- max(2, n %/% 2); if (f(lo) >= case[5]) return(lo); while (n - lo > 1) { m <- (lo + n) %/% 2; if (f(m) >= case[5]) n <- m else lo <- m }; n }
  size("welch", "difference", case[4], case[1], case[2], case[3], case[5], first(function(n) welch(n, case[1], case[2], case[3], 1, case[4], 2)), "pt(ncp) with Satterthwaite's df: first n with that power")
}
for (case in list(c(.3, 1, .05, .8), c(.1, 3, .05, .8), c(.5, 4, .05, .9), c(.1, 1, .01, .8), c(.05, 9, .05, .8), c(.2, 2, .1, .95), c(.3, 6, .05, .8), c(.01, 1, .05, .8)))
  size("chi-square", "difference", case[3], case[1], case[2], "", case[4], ceiling(pwr.chisq.test(case[1], df = case[2], sig.level = case[3], power = case[4])$N), "ceiling(pwr.chisq.test)")
writeLines(c(origin, "# tolerance: absolute; whole numbers", "plan,goal,alpha,effect,a,b,power,n,call,tolerance", paste0(rows, ",0")), file.path(folder, "size.csv"))
