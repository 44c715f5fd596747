# Writes planning/power.csv and planning/size.csv: Rscript planning.R <folder of the tables> (pwr 1.3-0 and pROC from Debian)
suppressMessages({library(pwr); library(pROC)})
folder <- file.path(commandArgs(TRUE)[1], "planning")
origin <- sprintf("# R %s.%s; pwr %s; pROC %s: the call is a column", R.version$major, R.version$minor,
  packageVersion("pwr"), packageVersion("pROC"))
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
writeLines(c(origin, "# tolerance: absolute. 1e-8: R's own pt(ncp) stops at 1e-12 and its qt at 1e-11; 1e-2: pROC rounds its constants to 1.414 and 0.0099",
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
writeLines(c(origin, "# tolerance: absolute; whole numbers", "plan,goal,alpha,effect,a,b,power,n,call,tolerance", paste0(rows, ",0")), file.path(folder, "size.csv"))
