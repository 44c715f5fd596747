# Writes distance/ks-ties.csv: Rscript ks-ties.R <folder of the tables>
set.seed(7)
sink(file.path(commandArgs(TRUE)[1], "distance/ks-ties.csv"))
cases <- list(list("two values", c(0, 0, 1), c(0, 1, 1, 1)), list("constant against spread", c(2, 2, 2, 2), c(1, 2, 3)), list("all equal", c(1, 1), c(1, 1, 1)),
  list("ratings", c(1, 2, 2, 3, 3, 3, 4, 5, 5), c(2, 3, 3, 4, 4, 4, 5, 5, 5, 5)), list("one and many", 3, c(1, 2, 3, 3, 4)), list("zeros", c(0, 0, 0, 0, 1, 2), c(0, 1, 1, 2, 2, 3)),
  list("poisson 40 60", rpois(40, 3), rpois(60, 4)), list("rounded 200 300", round(rnorm(200), 1), round(rnorm(300, 0.2), 1)))
v <- function(x) paste(format(x, digits = 15, trim = TRUE), collapse = " ")
cat(sprintf("# R %s.%s, stats::psmirnov(D, c(n, m), z, alternative, exact = TRUE, lower.tail = FALSE) as ks.test calls it for ties\n", R.version$major, R.version$minor))
cat("# tolerance: absolute; R's is one less a sum\ncase,alternative,x,y,distance,p,tolerance\n")
for (c in cases) for (a in c("two.sided", "greater", "less")) {
  # "less" is "greater" with the samples exchanged, and is asked so: R 4.2 takes the distribution of "greater" for it.
  t <- suppressWarnings(if (a == "less") ks.test(c[[3]], c[[2]], alternative = "greater", exact = TRUE)
                        else ks.test(c[[2]], c[[3]], alternative = a, exact = TRUE))
  cat(paste(c[[1]], sub(".", "-", a, fixed = TRUE), v(c[[2]]), v(c[[3]]), format(unname(t$statistic), digits = 17), format(t$p.value, digits = 17), "1e-12", sep = ","), "\n", sep = "")
}
