package assay.handler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A small made-up world of uploads: datasets made of each other, models trained on them, their
/// gate, and systems that use them. Some of it is wrong, some names what never comes, some names
/// itself by a detour.
///
/// @param uploads content by key, in the order in which they are uploaded
/// @param withdrawn names of datasets that are taken back at the end
/// @param appointed versions that somebody makes to serve by hand then, in this order
record World(Map<String, String> uploads, List<String> withdrawn, List<String> appointed) {

    private static final int ROWS = 24;

    /// @param circular whether links may lead back, and predictions may have gaps: for both it
    ///   matters which upload comes last
    static World of(long seed, boolean circular) {
        Random random = new Random(seed);
        Map<String, String> uploads = new LinkedHashMap<>();
        int datasets = 1 + random.nextInt(4);
        List<String> names = IntStream.range(0, datasets).mapToObj(i -> "d" + i).toList();
        for (int i = 0; i < datasets; i++) {
            dataset(uploads, names, i, circular, random);
        }
        holdout(uploads, random);
        if (random.nextInt(4) > 0) {
            uploads.put("gates/m/gate.json", gate(random));
        }
        int versions = 1 + random.nextInt(3);
        for (int v = 1; v <= versions; v++) {
            model(uploads, names, v, circular, random);
        }
        if (random.nextBoolean()) {
            uploads.put(
                    "systems/s/1/system.json",
                    "{\"system\": \"s\", \"version\": \"1\", \"kind\": \"%s\", \"uses\": [\"model:m@v1\"]}"
                            .formatted(pick(List.of("system", "product"), random)));
        }
        if (random.nextInt(4) == 0) {
            uploads.put("models/Wrong Name/1/model.json", "{}");
        }
        List<String> withdrawn = names.stream().filter(n -> random.nextInt(4) == 0).toList();
        Map<String, String> shuffled = shuffled(uploads, random, circular);
        List<String> appointed =
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> "v" + (1 + random.nextInt(versions)))
                        .toList();
        return new World(shuffled, withdrawn, appointed);
    }

    /// Units in any order; within one, the files in theirs.
    private static Map<String, String> shuffled(
            Map<String, String> uploads, Random random, boolean anyOrder) {
        if (!anyOrder) {
            return uploads;
        }
        List<Map.Entry<String, String>> entries = new ArrayList<>(uploads.entrySet());
        Collections.shuffle(entries, random);
        Map<String, String> all = new LinkedHashMap<>();
        entries.forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }

    private static void dataset(
            Map<String, String> uploads,
            List<String> names,
            int i,
            boolean circular,
            Random random) {
        String name = names.get(i);
        List<String> from = new ArrayList<>();
        for (int j = 0; j < (circular ? names.size() : i); j++) {
            if (random.nextInt(3) == 0 && (j != i || random.nextInt(4) == 0)) {
                from.add("dataset:" + names.get(j) + "@1");
            }
        }
        if (random.nextInt(3) == 0) {
            from.add("dataset:never-comes@1");
        }
        if (circular && random.nextInt(6) == 0) {
            from.add("model:m@v1");
        }
        uploads.put(
                "datasets/%s/1/part.csv".formatted(name),
                random.nextInt(6) == 0 ? "id,x\n1\n" : "id,x\n1,2\n2,3\n");
        uploads.put(
                "datasets/%s/1/dataset.json".formatted(name),
                """
                {"dataset": "%s", "version": "1", "files": [{"path": "part.csv"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"},
                             {"name": "x", "type": "number", "role": "feature"%s}],
                 "derivedFrom": [%s]%s}
                """
                        .formatted(
                                name,
                                random.nextBoolean() ? ", \"personalData\": true" : "",
                                quoted(from),
                                use(random)));
    }

    private static String use(Random random) {
        return pick(
                List.of(
                        "",
                        "",
                        ", \"use\": {\"permits\": [\"training\"]}",
                        ", \"use\": {\"permits\": [\"evaluation\"]}",
                        ", \"use\": {\"purposes\": [\"retention\"], \"personalData\": true}",
                        ", \"use\": {\"expires\": \"2026-11-24T16:00:00Z\"}",
                        ", \"use\": {\"expires\": \"2026-11-20T00:00:00Z\"}"),
                random);
    }

    private static void holdout(Map<String, String> uploads, Random random) {
        uploads.put(
                "datasets/holdout/1/rows.csv",
                "id,y\n"
                        + IntStream.range(0, ROWS)
                                .mapToObj(r -> "r" + r + "," + random.nextInt(100))
                                .collect(Collectors.joining("\n"))
                        + "\n");
        uploads.put(
                "datasets/holdout/1/dataset.json",
                """
                {"dataset": "holdout", "version": "1", "files": [{"path": "rows.csv"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"},
                             {"name": "y", "type": "number", "role": "target"}]%s}
                """
                        .formatted(random.nextInt(4) == 0 ? use(random) : ""));
    }

    private static String gate(Random random) {
        return """
        {"gate": "m", "datasets": ["holdout"], "promotion": "%s",
         "criteria": [{"id": "better", "metric": "mae", "rule": "%s", "margin": %d},
                      {"id": "lawful", "rule": "permitted-use"}]}
        """
                .formatted(
                        pick(List.of("automatic", "manual"), random),
                        pick(List.of("superior", "non-inferior"), random),
                        random.nextInt(30));
    }

    private static void model(
            Map<String, String> uploads,
            List<String> names,
            int version,
            boolean gaps,
            Random random) {
        String unit = "models/m/v" + version + "/";
        double scale = random.nextInt(4);
        uploads.put(
                unit + "predictions/holdout/1/p.csv",
                "id,prediction\n"
                        + IntStream.range(0, ROWS - (gaps && random.nextInt(4) == 0 ? 2 : 0))
                                .mapToObj(r -> "r" + r + "," + scale * random.nextInt(40))
                                .collect(Collectors.joining("\n"))
                        + "\n");
        List<String> on =
                names.stream()
                        .filter(n -> random.nextBoolean())
                        .map(n -> "dataset:" + n + "@1")
                        .toList();
        uploads.put(
                unit + "model.json",
                "{\"model\": \"m\", \"version\": \"v%d\", \"task\": \"%s\", \"trainedOn\": [%s]%s}"
                        .formatted(
                                version,
                                random.nextInt(8) == 0 ? "guessing" : "regression",
                                quoted(on),
                                random.nextBoolean() ? ", \"purpose\": \"retention\"" : ""));
    }

    private static String quoted(List<String> references) {
        return references.stream().map(r -> "\"" + r + "\"").collect(Collectors.joining(", "));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
