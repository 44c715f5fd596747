# Writes planning/group-sequential-rpact.csv: Rscript planning-groups.R <folder of the tables> (rpact from Debian)
suppressMessages(library(rpact))
rows <- character()
for (rule in c("pocock", "obrien-fleming")) for (case in list(c(1, .05, 2, 2), c(2, .05, 2, 2.8), c(3, .01, 1, 3), c(3, .05, 2, 0), c(4, .025, 1, 2.5), c(5, .05, 2, 3.2), c(8, .1, 2, 1.5), c(10, .05, 2, 3.4))) {
  looks <- case[1]; drift <- case[4]; n <- 100
  design <- getDesignGroupSequential(kMax = looks, alpha = case[2], sided = case[3], typeOfDesign = if (rule == "pocock") "P" else "OF", tolerance = 1e-10)
  p <- getPowerMeans(design, groups = 1, normalApproximation = TRUE, thetaH0 = 0, alternative = drift / sqrt(n), stDev = 1, maxNumberOfSubjects = n)
  expected <- if (looks == 1) 1 else p$expectedNumberOfSubjects / n
  rows <- c(rows, paste(sprintf("%s %d looks alpha %s drift %s", rule, looks, case[2], drift), rule, looks, case[2], case[3], drift, format(as.numeric(p$overallReject), digits = 17),
    format(as.numeric(expected), digits = 17), "1e-5", "rpact's root finder and grid", sep = ","))
}
writeLines(c(sprintf("# rpact %s, %s: getPowerMeans(getDesignGroupSequential(kMax, alpha, sided, typeOfDesign), groups = 1, normalApproximation = TRUE, alternative, maxNumberOfSubjects)$overallReject and $expectedNumberOfSubjects",
  packageVersion("rpact"), R.version.string), "case,rule,looks,alpha,sided,drift,power,expected,tolerance,reason", rows), file.path(commandArgs(TRUE)[1], "planning", "group-sequential-rpact.csv"))
