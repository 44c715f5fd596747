# Makes comparison/friedman.csv, comparison/nemenyi.csv and comparison/folds.csv. Run: Rscript comparison-models.R <folder of the tables>
folder <- commandArgs(TRUE)[1]; set.seed(5)
vec <- function(x) paste(formatC(as.numeric(x), digits = 16, format = "g", width = 1), collapse = " ")
lines <- c(paste0("# ", R.version.string, ": friedman.test(-scores); pf of Iman and Davenport's F; ptukey(q, k, Inf) of the first pair"), "case,datasets,scores,chisquare,p,f,fp,pair,tolerance,reason")
for (d in list(c(5, 3, 9), c(14, 4, 2), c(2, 3, 9), c(30, 10, 2), c(10, 5, 1), c(12, 4, 0), c(100, 6, 3), c(3, 8, 9), c(20, 3, 0))) {
  m <- matrix(round(rnorm(d[1] * d[2]) + rep(seq_len(d[2]), each = d[1]) * 0.2, d[3]), d[1])
  t <- friedman.test(-m); chi <- unname(t$statistic); n <- d[1]; k <- d[2]; f <- (n - 1) * chi / (n * (k - 1) - chi)
  r <- colMeans(t(apply(-m, 1, rank)))
  lines <- c(lines, paste(paste(n, "datasets", k, "models", d[3], "digits"), n, vec(t(m)), vec(chi), vec(t$p.value), vec(f), vec(pf(f, k - 1, (k - 1) * (n - 1), lower.tail = FALSE)),
    vec(ptukey(abs(r[1] - r[2]) / sqrt(k * (k + 1) / (12 * n)), k, Inf, lower.tail = FALSE)), "1e-8", "rounding; ptukey", sep = ","))
}
writeLines(lines, file.path(folder, "comparison/friedman.csv"))
published <- rbind(c(1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164), c(1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.780, 2.855, 2.920))
lines <- c("# Demšar 2006, table 5(a): critical values of the two-tailed Nemenyi test, studentized range over the root of two", "case,models,alpha,critical,tolerance,reason")
for (k in 3:10) for (a in 1:2) lines <- c(lines, paste(paste(k, "models"), k, c(0.05, 0.1)[a], published[a, k - 1], "1.1e-3", "printed to three digits; some cut off", sep = ","))
writeLines(lines, file.path(folder, "comparison/nemenyi.csv"))
lines <- c(paste0("# ", R.version.string, ": the formulas of Nadeau and Bengio (2003), Corani and Benavoli (2015), Dietterich (1998), Alpaydin (1999) by pt and pf"),
  "case,differences,ratio,rope,t,p,less,equivalent,greater,dietterich,dietterichp,alpaydin,alpaydinp,tolerance,reason")
for (d in list(c(0, .1), c(.05, .1), c(-.02, .01), c(1e6, 1), c(.5, .01), c(0, 100), c(.01, .03), c(.2, .1), c(-3, 2))) {
  x <- round(rnorm(10, d[1], d[2]), 4); ratio <- 1 / 9; rope <- 0.01
  se <- sqrt(var(x) * (1 / 10 + ratio)); t <- mean(x) / se; less <- pt((-rope - mean(x)) / se, 9); greater <- pt((rope - mean(x)) / se, 9, lower.tail = FALSE)
  p <- matrix(x, 2); s <- sum(apply(p, 2, function(c) sum((c - mean(c))^2))); dt <- x[1] / sqrt(s / 5); f <- sum(x^2) / (2 * s)
  lines <- c(lines, paste(paste("mean", d[1], "deviation", d[2]), vec(x), vec(ratio), rope, vec(t), vec(2 * pt(-abs(t), 9)), vec(less), vec(1 - less - greater), vec(greater),
    vec(dt), vec(2 * pt(-abs(dt), 5)), vec(f), vec(pf(f, 10, 5, lower.tail = FALSE)), "1e-9", "rounding", sep = ","))
}
writeLines(lines, file.path(folder, "comparison/folds.csv"))
