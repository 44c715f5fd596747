# Makes reference/moments/, reference/paired/, reference/twosample/ and reference/onesample/: Rscript samples.R
options(digits = 17)
suppressMessages({library(survey); library(coin); library(exactRankTests)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
number <- function(x) ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), as.character(x))
vector <- function(x) paste(number(x), collapse = " ")
table <- function(name, origin, rows) {
  file <- file.path(here, "..", "resources", "reference", paste0(name, ".csv"))
  dir.create(dirname(file), showWarnings = FALSE, recursive = TRUE)
  lines <- c(paste0("# ", R.version.string, "; ", origin),
             paste(names(rows[[1]]), collapse = ","),
             sapply(rows, function(r) paste(sapply(r, as.character), collapse = ",")))
  writeLines(lines, file)
}
sides <- c(TWO_SIDED = "two.sided", GREATER = "greater", LESS = "less")
answer <- function(case, data, nullValue, side, confidence, estimate, interval, p, tolerance, reason)
  c(list(case = case), data,
    list(null = number(nullValue), alternative = names(sides)[sides == side], confidence = number(confidence),
         estimate = number(estimate), lower = number(interval[1]), upper = number(interval[2]), p = number(p),
         tolerance = number(tolerance), reason = reason))

set.seed(20261124)
table_of <- function(x) as.numeric(base::table(x))
sleep1 <- c(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2)
sleep2 <- c(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
depression <- c(1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30) - c(.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
columns <- list(
  sleep = sleep2 - sleep1, depression = depression, two = c(1, 2.5), three = c(-1, 0.25, 4),
  offset = 1e9 + c(1, 2, 4, 8, 16), tiny = c(3e-12, 5e-12, -1e-12, 9e-12), skewed = exp(round(rnorm(60), 3)),
  ties = c(1, 1, 2, 2, 2, -1, -1, 3, 4, -2, 0.5), gaussian = round(rnorm(49, 0.2), 4),
  big = round(rnorm(400, 0.05), 5))
ask <- list(list(0, "two.sided", .95), list(0, "greater", .95), list(0, "less", .9), list(0.3, "two.sided", .99))
each <- function(cases, f) do.call(c, lapply(names(cases), function(name) lapply(ask, function(q) f(name, cases[[name]], q[[1]], q[[2]], q[[3]]))))

digits <- "double rounding"
table("paired/paired-t", "t.test(differences, mu, alternative, conf.level)", each(columns, function(name, d, mu, side, level) {
  t <- t.test(d, mu = mu, alternative = side, conf.level = level)
  # R adds mu to the ends again, which loses digits of small ones.
  ci <- t.test(d, alternative = side, conf.level = level)$conf.int
  answer(name, list(differences = vector(d)), mu, side, level, t$estimate, ci, t$p.value, 1e-9, digits) }))

plain <- function(d, mu) all(d != mu) && !any(duplicated(abs(d - mu)))
small <- Filter(function(d) length(d) < 50, columns[c("sleep", "depression", "two", "three", "offset", "tiny", "gaussian")])
exact <- Filter(Negate(is.null), each(small, function(name, d, mu, side, level) {
  if (!plain(d, mu)) return(NULL)
  w <- wilcox.test(d, mu = mu, alternative = side, exact = TRUE)
  # R widens an interval that no rank sum can end; such ends are infinite here.
  enough <- qsignrank(if (side == "two.sided") (1 - level) / 2 else 1 - level, length(d)) > 0
  ci <- if (enough) wilcox.test(d, mu = mu, alternative = side, exact = TRUE, conf.int = TRUE, conf.level = level)$conf.int else c(-Inf, Inf)
  walsh <- outer(d, d, "+")[lower.tri(diag(length(d)), TRUE)] / 2
  answer(name, list(differences = vector(d), zeros = "PRATT", statistic = number(w$statistic)), mu, side, level, median(walsh), ci, w$p.value, 1e-9, digits) }))
wide <- "uniroot of wilcox.test stops at 1e-4"
asymptotic <- each(columns[c("skewed", "big")], function(name, d, mu, side, level) {
  w <- wilcox.test(d, mu = mu, alternative = side, exact = FALSE, correct = FALSE, conf.int = TRUE, conf.level = level, tol.root = 1e-9)
  answer(name, list(differences = vector(d), zeros = "PRATT", statistic = number(w$statistic)), mu, side, level, w$estimate, w$conf.int, w$p.value, 1e-2, wide) })
table("paired/wilcoxon", "wilcox.test(differences, mu, alternative, conf.int, conf.level, correct = FALSE); the exact estimate is the median of Walsh averages", c(exact, asymptotic))

zeros <- list(few = c(0, 0, 1, 2, 3, 4, -1, 5, 6, -2, 7, 8.5), many = c(rep(0, 20), 1, 2, -3, 4, 5, 6, 7, -8, 9, 10.5),
  ones = c(rep(0, 30), rep(1, 14), rep(-1, 6)), half = round(rnorm(200, 0.1) * 2) / 2, sleep = c(columns$sleep, 0, 0),
  one = c(0, 0, 1, 3), single = c(0, 2), offset = c(0, 0, 0, 1e9 + 1:8))
pratt <- each(zeros, function(name, d, mu, side, level) {
  if (mu != 0) return(NULL)
  p <- function(zeroMethod) coin::pvalue(wilcoxsign_test(d ~ rep(0, length(d)), alternative = side, zero.method = zeroMethod, distribution = asymptotic()))
  list(case = name, differences = vector(d), alternative = names(sides)[sides == side], confidence = number(level),
       pratt = number(p("Pratt")), wilcoxon = number(p("Wilcoxon")), tolerance = number(1e-9), reason = digits) })
table("paired/wilcoxon-zeros", paste("coin", packageVersion("coin"), "wilcoxsign_test(d ~ 0, alternative, zero.method, distribution = asymptotic())"), Filter(Negate(is.null), pratt))

table("paired/sign", "binom.test(sum(d > mu), sum(d != mu), 0.5, alternative); interval of order statistics by qbinom", each(c(columns, zeros["few"]), function(name, d, mu, side, level) {
  b <- binom.test(sum(d > mu), sum(d != mu), 0.5, alternative = side)
  tail <- if (side == "two.sided") (1 - level) / 2 else 1 - level
  k <- qbinom(tail, length(d), 0.5); s <- sort(d)
  ci <- c(if (k > 0 && side != "less") s[k] else -Inf, if (k > 0 && side != "greater") s[length(d) + 1 - k] else Inf)
  answer(name, list(differences = vector(d)), mu, side, level, median(d), ci, b$p.value, 1e-9, digits) }))

mcnemar <- list(c(10, 3, 40), c(0, 6, 20), c(7, 0, 7), c(1, 0, 1), c(1, 1, 2), c(150, 86, 1600), c(2, 3, 1000000), c(59, 6, 100), c(5000, 4800, 100000), c(1, 2, 3))
names(mcnemar) <- sapply(mcnemar, paste, collapse = "/")
table("paired/mcnemar", "binom.test(b, b + c, 0.5, alternative, conf.level); mid-p: p less half of dbinom on each tail", do.call(c, lapply(names(mcnemar), function(name) lapply(ask[1:3], function(q) {
  x <- mcnemar[[name]]; m <- x[1] + x[2]; side <- q[[2]]
  b <- binom.test(x[1], m, 0.5, alternative = side, conf.level = q[[3]])
  upper <- pbinom(x[1] - 1, m, 0.5, lower.tail = FALSE) - dbinom(x[1], m, 0.5) / 2
  lower <- pbinom(x[1], m, 0.5) - dbinom(x[1], m, 0.5) / 2
  mid <- switch(side, two.sided = min(1, 2 * min(upper, lower)), greater = upper, less = lower)
  row <- answer(name, list(challengerOnly = x[1], championOnly = x[2], rows = format(x[3], scientific = FALSE)), 0, side, q[[3]], (x[1] - x[2]) / x[3], c(0, 0), b$p.value, 1e-9, digits)
  c(row[setdiff(names(row), c("lower", "upper"))], list(midP = number(mid))) }))))

robust <- list()
for (name in c("sleep", "three", "two", "offset", "skewed", "ties", "gaussian", "big")) {
  d <- columns[[name]]; n <- length(d)
  w <- if (name == "two") c(1, 3) else round(runif(n, 0.1, 4), 2)
  g <- if (n < 5) seq_len(n) - 1 else sort(sample(0:max(2, n %/% 4), n, TRUE)); g <- as.integer(factor(g)) - 1
  for (kind in c("weights", "clusters", "both")) {
    design <- switch(kind, weights = svydesign(~1, weights = w, data = data.frame(d)),
      clusters = svydesign(~g, weights = rep(1, n), data = data.frame(d)), both = svydesign(~g, weights = w, data = data.frame(d)))
    mean <- svymean(~d, design)
    unit <- switch(kind, weights = w, clusters = tabulate(g + 1), both = tapply(w, g, sum)); df <- max(1, sum(unit)^2 / sum(unit^2) - 1); ci <- confint(mean, level = .95, df = df)
    p <- 2 * pt(-abs((coef(mean) - 0.3) / SE(mean)), df)
    robust[[length(robust) + 1]] <- answer(paste(name, kind), list(differences = vector(d),
      weights = vector(if (kind == "clusters") rep(1, n) else w), clusters = paste(if (kind == "weights") seq_len(n) - 1 else g, collapse = " ")),
      0.3, "two.sided", .95, coef(mean), ci, p, if (name == "offset") 1e-6 else 1e-9, if (name == "offset") "svymean loses digits at an offset" else digits)
  }
}
table("paired/robust-paired-t", paste("survey", packageVersion("survey"), "svymean(~d, svydesign(~cluster, weights)), confint and pt with df = effective number of units less one"), robust)

pairs <- list(sleep = list(sleep2, sleep1), two = list(c(1, 2), c(3, 5)), three = list(c(1, 2, 9), c(3, 5, 4)),
  offset = list(1e9 + c(1, 2, 4, 9), 1e9 + c(3, 5, 6)), unequal = list(round(rnorm(12, 1, 5), 3), round(rnorm(40), 3)),
  ties = list(c(1, 2, 2, 3, 3, 3, 4), c(2, 2, 3, 4, 4, 5)), gaussian = list(round(rnorm(45), 4), round(rnorm(30, 0.3), 4)),
  big = list(round(rnorm(300, 0.1), 5), round(rexp(260), 5)), one = list(c(1.5, 2.5), c(0.25, 4, 7, 9)))
both <- function(p) list(treatment = vector(p[[1]]), control = vector(p[[2]]))
for (method in c("welch", "pooled-t"))
  table(paste0("twosample/", method), paste0("t.test(treatment, control, mu, alternative, conf.level, var.equal = ", method != "welch", ")"), each(pairs, function(name, p, mu, side, level) {
    t <- t.test(p[[1]], p[[2]], mu = mu, alternative = side, conf.level = level, var.equal = method != "welch")
    answer(name, both(p), mu, side, level, t$estimate[1] - t$estimate[2], t$conf.int, t$p.value, 1e-9, digits) }))

table("twosample/mann-whitney", "wilcox.test(treatment, control, mu, alternative, exact without ties, correct = FALSE, conf.int, conf.level); the estimate is the median of all differences", each(pairs, function(name, p, mu, side, level) {
  x <- p[[1]]; y <- p[[2]]; m <- length(x); n <- length(y)
  exact <- !any(duplicated(c(x - mu, y))) && max(m, n) <= 50
  w <- suppressWarnings(wilcox.test(x, y, mu = mu, alternative = side, exact = exact, correct = FALSE))
  tail <- if (side == "two.sided") (1 - level) / 2 else 1 - level
  s <- sort(outer(x, y, "-"))
  k <- if (exact) qwilcox(tail, m, n) else {
    t <- c(table_of(x), table_of(y)); N <- m + n
    ceiling(m * n / 2 - qnorm(1 - tail) * sqrt(m * n / 12 * (N + 1 - sum(t^3 - t) / (N * (N - 1))))) }
  ci <- c(if (k > 0 && side != "less") s[k] else -Inf, if (k > 0 && side != "greater") s[m * n + 1 - k] else Inf)
  answer(name, c(both(p), list(statistic = number(w$statistic))), mu, side, level, median(s), ci, w$p.value, 1e-9, digits) }))

units <- list(clicks = list(c(1, 0, 2, 3, 1, 4), c(10, 4, 7, 12, 3, 9), c(0, 2, 1, 1, 5), c(8, 6, 6, 3, 20)),
  two = list(c(1, 2), c(3, 4), c(2, 5), c(7, 8)), idle = list(c(0, 0, 1, 2), c(0, 5, 2, 2), c(0, 1, 1), c(1, 0, 3)),
  constant = list(c(1, 2, 4), c(1, 1, 1), c(3, 2, 2), c(1, 1, 1)), offset = list(1e6 + 1:6, 1e6 + c(3, 1, 2, 6, 9, 4), 1e6 + 1:5, 1e6 + c(2, 2, 7, 1, 3)),
  big = list(rpois(200, 2), rpois(200, 9), rpois(150, 2.4), rpois(150, 9)), rare = list(rbinom(80, 1, .05), rpois(80, 3), rbinom(80, 1, .08), rpois(80, 3)),
  heavy = list(round(exp(rnorm(50)), 2), round(exp(rnorm(50)), 2), round(exp(rnorm(50)), 2), round(exp(rnorm(50)), 2)))
ratio <- function(x, y) svyratio(~x, ~y, svydesign(~1, weights = rep(1, length(x)), data = data.frame(x, y)))
table("twosample/ratio-metric", paste("survey", packageVersion("survey"), "svyratio(~numerator, ~denominator) of each side, normal distribution"), each(units, function(name, u, mu, side, level) {
  a <- ratio(u[[1]], u[[2]]); b <- ratio(u[[3]], u[[4]]); e <- coef(a) - coef(b); se <- sqrt(SE(a)^2 + SE(b)^2); z <- (e - mu) / se
  p <- switch(side, two.sided = 2 * pnorm(-abs(z)), greater = pnorm(-z), less = pnorm(z))
  q <- qnorm(if (side == "two.sided") (1 + level) / 2 else level)
  ci <- c(if (side == "less") -Inf else e - q * se, if (side == "greater") Inf else e + q * se)
  answer(name, list(x1 = vector(u[[1]]), y1 = vector(u[[2]]), x2 = vector(u[[3]]), y2 = vector(u[[4]])), mu, side, level, e, ci, p, 1e-8, "rounding of two programs") }))

# A second route to Fieller: the null ratios that a z test of treatment - r control keeps, by root finding.
table("twosample/fieller", "uniroot of (mean(t) - r mean(c)) / sqrt(var(t) / n + r^2 var(c) / m) against qnorm, tol 1e-14; unbounded where mean(c) differs from 0 by less than that", each(pairs, function(name, p, mu, side, level) {
  a <- mean(p[[1]]); b <- mean(p[[2]]); va <- var(p[[1]]) / length(p[[1]]); vb <- var(p[[2]]) / length(p[[2]])
  q <- qnorm(if (side == "two.sided") (1 + level) / 2 else level)
  z <- function(r) sign(b) * (a - r * b) / sqrt(va + r^2 * vb)
  bounded <- abs(b) / sqrt(vb) > q
  step <- 1000 * (1 + abs(a / b)); r <- a / b
  end <- function(sign) uniroot(function(x) z(x) + sign * q, if (sign > 0) c(r, r + step) else c(r - step, r), tol = 1e-14, maxiter = 10000)$root
  ci <- if (!bounded) c(NA, NA) else c(if (side == "less") -Inf else end(-1), if (side == "greater") Inf else end(1))
  pv <- switch(side, two.sided = 2 * pnorm(-abs(z(mu))), greater = pnorm(-z(mu)), less = pnorm(z(mu)))
  answer(name, both(p), mu, side, level, r, ci, pv, 1e-7, "uniroot") }))

# Statsmodels' score interval is not that of the paper's example (56/70, 48/80: 0.0528 to 0.3382 in Newcombe 1998, table II), so the
# likelihood is maximised here by optimize() and the score inverted by uniroot().
counts <- list(c(7, 34, 1, 34), c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(10, 10, 0, 20), c(0, 1, 1, 1), c(1, 2, 1, 3), c(235, 2435, 157, 2435), c(512, 10000, 508, 10000))
score <- function(x, d) {
  ll <- function(p2) { p1 <- p2 + d; sum(ifelse(c(x[1], x[2] - x[1], x[3], x[4] - x[3]) == 0, 0, c(x[1], x[2] - x[1], x[3], x[4] - x[3]) * log(pmax(0, c(p1, 1 - p1, p2, 1 - p2))))) }
  low <- max(0, -d); high <- min(1, 1 - d)
  best <- if (low < high) optimize(ll, c(low, high), maximum = TRUE, tol = 1e-12)$maximum else low
  candidates <- c(best, low, high); p2 <- candidates[which.max(sapply(candidates, ll))]; p1 <- p2 + d
  n <- x[2] + x[4]; excess <- x[1] / x[2] - x[3] / x[4] - d
  if (abs(excess) < 1e-15) 0 else excess / sqrt((p1 * (1 - p1) / x[2] + p2 * (1 - p2) / x[4]) * n / (n - 1)) }
published <- list(c(56, 70, 48, 80, .0528, .3382), c(9, 10, 3, 10, .1700, .8406), c(6, 7, 2, 7, .0342, .8534), c(5, 56, 0, 29, -.0326, .1933), c(0, 10, 0, 20, -.1658, .2844), c(0, 10, 0, 10, -.2879, .2879), c(10, 10, 0, 20, .7156, 1))
table("twosample/miettinen-nurminen", "score statistic with the restricted maximum found by optimize() and the interval by uniroot(); rows 'Newcombe': table II of Newcombe 1998 (Statistics in Medicine 17; 873-890) as printed", c(lapply(published, function(x)
  list(case = paste0(x[1], "/", x[2], " ", x[3], "/", x[4], " Newcombe"), treated = x[1], treatedTrials = x[2], controlled = x[3], controlTrials = x[4], confidence = number(.95), estimate = number(x[1] / x[2] - x[3] / x[4]),
    lower = number(x[5]), upper = number(x[6]), p0 = number(NA), p5 = number(NA), tolerance = number(2.5e-4), reason = "of the width: printed to four digits")), do.call(c, lapply(counts, function(x) lapply(c(.95, .99), function(level) {
  d <- x[1] / x[2] - x[3] / x[4]; q <- qnorm((1 + level) / 2); edge <- 1 - 1e-9
  end <- function(sign) if (abs(d) > edge && sign * d > 0) d else uniroot(function(s) score(x, s) + sign * q, if (sign > 0) c(d, edge) else c(-edge, d), tol = 1e-12)$root
  p <- function(null) 2 * pnorm(-abs(score(x, null)))
  list(case = paste0(x[1], "/", x[2], " ", x[3], "/", x[4]), treated = x[1], treatedTrials = x[2], controlled = x[3], controlTrials = x[4], confidence = number(level),
    estimate = number(d), lower = number(end(-1)), upper = number(end(1)), p0 = number(if (x[1] + x[3] == 0) NA else p(0)), p5 = number(p(0.05)), tolerance = number(1e-6), reason = "optimize() stops at half the digits") })))))
