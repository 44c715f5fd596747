# Writes multiplicity/adjusted.csv: Rscript multiplicity-adjusted.R <folder of the tables>
set.seed(3)
sink(file.path(commandArgs(TRUE)[1], "multiplicity/adjusted.csv"))
cases <- list(
  "one" = 0.03,
  "two equal" = c(0.02, 0.02),
  "three unsorted" = c(0.04, 0.001, 0.03),
  "all one" = c(1, 1, 1, 1),
  "zeros" = c(0, 0, 0.5, 1),
  "ties across the boundary" = c(0.01, 0.02, 0.02, 0.02, 0.05, 0.05),
  "textbook: Benjamini and Hochberg 1995, section 4" = c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298,
    0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
  "tiny" = c(1e-300, 1e-200, 1e-12, 0.3),
  "twenty uniform" = runif(20),
  "two hundred mixed" = c(runif(150), rbeta(50, 0.1, 5)))
methods <- c("none", "bonferroni", "holm", "hochberg", "BH", "BY")
v <- function(x) paste(format(x, digits = 17, trim = TRUE, scientific = TRUE), collapse = " ")
cat(sprintf("# R %s.%s, stats::p.adjust(p, method)\n", R.version$major, R.version$minor))
cat("# tolerance: relative; both sides multiply and compare, a few roundings apart\n")
cat("case,method,p,adjusted,tolerance\n")
for (name in names(cases)) for (m in methods)
  cat(paste(gsub(",", ";", name), m, v(cases[[name]]), v(p.adjust(cases[[name]], m)), "1e-14", sep = ","), "\n", sep = "")
