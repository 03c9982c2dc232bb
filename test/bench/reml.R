# The panel of reml.mjs in lme4: Rscript reml.R panel.csv result.json
suppressMessages({library(lme4); library(jsonlite); library(data.table)})
files <- commandArgs(trailingOnly = TRUE)
d <- as.data.frame(fread(files[1]))
for (column in c("district", "school", "cell", "grade", "year")) d[[column]] <- factor(d[[column]])
cpu <- function() sum(proc.time()[1:2])
begin <- cpu()
m <- lmer(response ~ grade + year + sed + learners + disabled + charter + (1 | district) + (1 | school) + (1 | cell),
          d, weights = tested, REML = TRUE)
fitted <- cpu()
effects <- ranef(m, condVar = TRUE)
done <- cpu()
v <- as.data.frame(VarCorr(m))
writeLines(toJSON(list(
  r = as.character(getRversion()), version = as.character(packageVersion("lme4")),
  fit = fitted - begin, all = done - begin, criterion = REMLcrit(m),
  variances = v$vcov[match(c("district", "school", "cell"), v$grp)], sigma2 = sigma(m)^2,
  schools = as.integer(rownames(effects$school)), effects = effects$school[[1]]
), auto_unbox = TRUE, digits = I(17)), files[2])
