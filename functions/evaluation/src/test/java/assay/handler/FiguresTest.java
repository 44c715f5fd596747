package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the samples cost, counted: the figures in `functions/docs/ledger.md` are printed by this.
class FiguresTest {

    /// US East (N. Virginia), in dollars a million.
    private static final double WRITE_UNIT = 0.625;

    private static final double READ_UNIT = 0.125;
    private static final double LIST_OR_PUT = 5;
    private static final double GET = 0.4;
    private static final double STANDARD_MESSAGE = 3 * 0.40;
    private static final double FIFO_MESSAGE = 3 * 0.50;
    private static final double EVENT = 1;
    private static final double INVOCATION = 0.20;
    private static final double GIGABYTE_SECOND_ARM = 13.3334;

    /// Gigabytes of the functions, as the template has them, and warm seconds taken for one call.
    private static final double INTAKE = 2 * 0.3;

    private static final double LOOK = 4 * 1.0;
    private static final double ANNOUNCEMENT = 0.5 * 0.1;

    @Test
    void anUploadTakesTensOfReadsAndWritesAndNotHundreds() {
        Tally tally = new Tally();
        Office office = new Office().seenBy(tally);
        List<String> keys = Office.samples();
        int looks = 0;
        for (String key : keys) {
            office.upload(key, Office.sample(key)).deliver(key);
            for (var asked = office.work.next(); asked.isPresent(); asked = office.work.next()) {
                office.lookAt(asked.get().model());
                looks++;
            }
        }
        long news =
                office.ledger.items().stream()
                        .map(i -> i.key().sort())
                        .filter(s -> s.startsWith("VERDICT#") || s.startsWith("CHAMPION#"))
                        .count();
        long versions =
                office.ledger.items().stream()
                        .filter(i -> i.key().partition().startsWith("MODEL#"))
                        .filter(i -> i.key().sort().startsWith("VERSION#"))
                        .count();
        long ofModels =
                office.ledger.items().stream()
                        .filter(i ->
                                i.key().partition().startsWith("MODEL#")
                                        || (i.key().partition() + i.key().sort()).contains("model:")
                                        || i.key().partition().startsWith("VERDICT#"))
                        .count();
        print(tally, keys.size(), looks, news);
        System.out.printf(
                Locale.ROOT,
                "items per model version: %d of %d = %.1f%n",
                ofModels,
                versions,
                (double) ofModels / versions);

        assertThat((double) tally.reads / keys.size()).isBetween(1.0, 200.0);
        assertThat((double) tally.writes / keys.size()).isBetween(1.0, 100.0);
    }

    private static void print(Tally tally, int uploads, int looks, long news) {
        double n = uploads;
        System.out.printf(
                Locale.ROOT,
                "uploads %d, looks %d, announced %d%n| reads %.1f | read units %.1f | writes %.1f | write units %.1f | lists %.1f | gets %.1f | (per upload)%n",
                uploads,
                looks,
                news,
                tally.reads / n,
                tally.readUnits / n,
                tally.writes / n,
                tally.writeUnits / n,
                tally.lists / n,
                tally.gets / n);
        double dynamo = tally.writeUnits / n * WRITE_UNIT + tally.readUnits / n * READ_UNIT;
        double s3 = (1 + tally.lists / n) * LIST_OR_PUT + tally.gets / n * GET;
        double sqs = STANDARD_MESSAGE + looks / n * FIFO_MESSAGE;
        double events = news / n * EVENT;
        double lambda =
                (1 + (looks + news) / n) * INVOCATION
                        + (INTAKE + looks / n * LOOK + news / n * ANNOUNCEMENT)
                                * GIGABYTE_SECOND_ARM;
        System.out.printf(
                Locale.ROOT,
                "dollars per 1,000 uploads: DynamoDB %.4f, S3 %.4f, SQS %.4f, EventBridge %.4f, Lambda %.4f, together %.4f%n",
                dynamo / 1000,
                s3 / 1000,
                sqs / 1000,
                events / 1000,
                lambda / 1000,
                (dynamo + s3 + sqs + events + lambda) / 1000);
    }
}
