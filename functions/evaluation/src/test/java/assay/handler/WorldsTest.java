package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Acts;
import assay.ledger.Datasets;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import assay.succession.Standings;
import assay.testing.Crashing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// The ledger is a function of the uploads, in made-up worlds: whatever the order of the events,
/// how often each comes, and wherever a handler dies, the same stands afterwards. A failure tells
/// the seed that it came from.
class WorldsTest {

    private static final Instant LATER = Instant.parse("2026-11-24T20:00:00Z");

    @Property(shrinking = ShrinkingMode.OFF)
    void eventsInAnyOrderTwiceAndBrokenOffLeaveTheSame(
            @ForAll long worldSeed, @ForAll long eventSeed) {
        World world = World.of(worldSeed, true);
        same(chaotic(world, new Random(eventSeed)), orderly(world));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void uploadsInAnyOrderLeaveTheSame(@ForAll long worldSeed, @ForAll long orderSeed) {
        World world = World.of(worldSeed, false);
        List<Map.Entry<String, String>> uploads = new ArrayList<>(world.uploads().entrySet());
        Collections.shuffle(uploads, new Random(orderSeed));
        Office office = new Office();
        for (var upload : uploads) {
            office.upload(upload.getKey(), upload.getValue()).deliver(upload.getKey()).work();
        }
        end(world, office);
        same(office, orderly(world));
    }

    /// Only what differs is told.
    private static void same(Office one, Office other) {
        Map<String, String> mine = content(one);
        Map<String, String> theirs = content(other);
        Map<String, String> common = new TreeMap<>(mine);
        common.entrySet().retainAll(theirs.entrySet());
        mine.entrySet().removeAll(common.entrySet());
        theirs.entrySet().removeAll(common.entrySet());
        assertThat(mine).isEqualTo(theirs);
    }

    private static Office orderly(World world) {
        Office office = uploaded(world);
        world.uploads().keySet().forEach(office::deliver);
        office.work();
        end(world, office);
        return office;
    }

    private static Office uploaded(World world) {
        Office office = new Office();
        world.uploads().forEach(office::upload);
        return office;
    }

    private static Office chaotic(World world, Random random) {
        Office office = uploaded(world);
        List<String> events = new ArrayList<>(world.uploads().keySet());
        world.uploads().keySet().stream().filter(k -> random.nextBoolean()).forEach(events::add);
        Collections.shuffle(events, random);
        for (String key : events) {
            survived(office, random, () -> office.deliver(key));
            if (random.nextInt(3) == 0) {
                work(office, random);
            }
        }
        work(office, random);
        end(world, office);
        return office;
    }

    private static void work(Office office, Random random) {
        for (var request = office.work.next(); request.isPresent(); request = office.work.next()) {
            String model = request.get().model();
            survived(office, random, () -> office.lookAt(model));
        }
    }

    /// An attempt dies somewhere, the next one later, until one lives.
    private static void survived(Office office, Random random, Runnable attempt) {
        for (int life = random.nextInt(20); ; life += 1 + random.nextInt(30)) {
            office.crash(Crashing.after(life));
            try {
                attempt.run();
                return;
            } catch (RuntimeException death) {
                assertThat(Office.died(death)).as(death.toString()).isTrue();
            } finally {
                office.crash(Crashing.never());
            }
        }
    }

    /// Hours later some of it is taken back, what expired has expired, and somebody says who
    /// serves.
    private static void end(World world, Office office) {
        office.pass(Duration.ofHours(12));
        for (String name : world.withdrawn()) {
            Reference dataset = Reference.dataset(name, "1");
            if (office.datasets().find(dataset).isPresent()) {
                new Datasets(office.ledger)
                        .withdraw(new Withdrawal(dataset, LATER, "Ada", "no consent"));
            }
        }
        for (int i = 0; i < world.appointed().size(); i++) {
            appoint(office, Reference.model("m", world.appointed().get(i)), LATER.plusSeconds(i));
        }
        new Acts(office.ledger).sweep(Instant.parse("2026-11-25T00:00:00Z"), office.work);
        office.lookAt("m");
        office.work();
    }

    /// A version that is not there, or was never evaluated, is not made to serve.
    private static void appoint(Office office, Reference version, Instant at) {
        long seen = office.standings().champion("m").map(Standings.Slot::revision).orElse(0L);
        office.standings().appoint(version, "by hand", at, seen);
    }

    /// How things stand, and every link but those of verdicts that stand no more.
    private static Map<String, String> content(Office office) {
        Map<String, String> content = new TreeMap<>(office.standing());
        for (var item : office.ledger.items()) {
            String key = item.key().partition() + " " + item.key().sort();
            boolean link = key.startsWith("UP#") || key.startsWith("DOWN#");
            if (link && !key.contains("verdict:") || key.contains(" WATCHER#")) {
                content.put(key, "");
            }
        }
        return content;
    }
}
