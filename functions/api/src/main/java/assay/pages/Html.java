package assay.pages;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Markup, in which everything that was not markup before is escaped.
///
/// @param markup in order
public record Html(String markup) {

    /// Nothing.
    static final Html NONE = new Html("");

    /// A template whose places `{}` are filled in order: markup as it is, anything else escaped.
    static Html of(String template, Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf("{}", from);
            filled.append(template, from, place).append(escaped(value));
            from = place + 2;
        }
        return new Html(filled.append(template.substring(from)).toString());
    }

    /// One after the other.
    static <T> Html each(Iterable<T> items, Function<T, Html> html) {
        return join(StreamSupport.stream(items.spliterator(), false).map(html));
    }

    static Html join(Stream<Html> parts) {
        return new Html(parts.map(Html::markup).collect(Collectors.joining()));
    }

    /// This, or nothing.
    static Html when(boolean shown, Html html) {
        return shown ? html : NONE;
    }

    private static String escaped(Object value) {
        return value instanceof Html(String markup)
                ? markup
                : value.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return markup;
    }
}
