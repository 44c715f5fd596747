# Makes comparison/delong.csv. Run: Rscript comparison-roc.R <folder of the tables>
suppressMessages(library(pROC))
folder <- commandArgs(TRUE)[1]; set.seed(11)
vec <- function(x) paste(formatC(as.numeric(x), digits = 16, format = "g", width = 1), collapse = " ")
data(aSAH)
cases <- list(
  list("aSAH s100b and ndka", aSAH$outcome == "Poor", aSAH$s100b, aSAH$ndka), list("aSAH wfns and s100b", aSAH$outcome == "Poor", as.numeric(aSAH$wfns), aSAH$s100b))
for (n in c(8, 30, 200, 2000)) for (ties in c(FALSE, TRUE)) {
  y <- c(TRUE, TRUE, FALSE, FALSE, runif(n - 4) < 0.35); a <- y + rnorm(n); b <- y * 0.5 + a * 0.5 + rnorm(n)
  if (ties) { a <- round(a); b <- round(b) }
  cases <- c(cases, list(list(paste(n, "rows", ifelse(ties, "with ties", "")), y, a, b)))
}
n <- 300; y <- runif(n) < 0.02; y[1:3] <- TRUE; a <- y + rnorm(n); cases <- c(cases, list(list("few positives and an offset", y, 1e9 + round(a, 3), 1e9 + round(a + rnorm(n), 3))))
n <- 40; y <- rep(c(TRUE, FALSE), 20); cases <- c(cases, list(list("constant against informative", y, rep(1, n), y + rnorm(n))))
lines <- c(paste0("# pROC ", packageVersion("pROC"), ", ", R.version.string, ": auc; var(method = 'delong'); roc.test(method = 'delong', paired = TRUE) and its conf.int; arealower and areaupper: plogis of qlogis(auc) and qt(df) sqrt(var) / (auc (1 - auc)), df by Satterthwaite from the kurtosis of pROC's placements (O'Neill 2014: 2 n / (kurtosis - (n - 3) / (n - 1)), at most n - 1); areap: its pt against 1/2"),
  "case,positive,first,second,area,variance,arealower,areaupper,areap,difference,lower,upper,p,tolerance,reason")
known <- function(x) { n <- length(x); d <- x - mean(x); k <- n * sum(d^4) / sum(d^2)^2 - (n - 3) / (n - 1); if (is.finite(k) && k > 0) min(n - 1, 2 * n / k) else n - 1 }
placed <- function(x, y) sapply(x, function(s) mean((s > y) + (s == y) / 2))
for (k in cases) {
  r1 <- roc(k[[2]], k[[3]], direction = "<", levels = c(FALSE, TRUE)); r2 <- roc(k[[2]], k[[4]], direction = "<", levels = c(FALSE, TRUE))
  t <- roc.test(r2, r1, method = "delong", paired = TRUE)
  a <- as.numeric(auc(r1)); v <- var(r1, method = "delong"); x <- k[[3]][k[[2]]]; y <- k[[3]][!k[[2]]]
  px <- placed(x, y); py <- placed(y, x); vx <- var(px) / length(px); vy <- var(py) / length(py); stopifnot(abs(vx + vy - v) < 1e-12)
  df <- (vx + vy)^2 / (vx^2 / known(px) + vy^2 / known(py)); error <- sqrt(v) / (a * (1 - a))
  odds <- plogis(qlogis(a) + c(-1, 1) * qt(.975, df) * error); areap <- 2 * pt(-abs(qlogis(a)) / error, df); if (v == 0) { odds <- c(NaN, NaN); areap <- NaN }
  lines <- c(lines, paste(k[[1]], vec(k[[2]]), vec(k[[3]]), vec(k[[4]]), vec(a), vec(v), vec(odds[1]), vec(odds[2]), vec(areap), vec(auc(r2) - auc(r1)), vec(t$conf.int[1]), vec(t$conf.int[2]), vec(t$p.value), "1e-9", "rounding", sep = ","))
}
writeLines(lines, file.path(folder, "comparison/delong.csv"))
