package assay.http;

import java.util.function.Supplier;

/// One form in which a thing can be had.
///
/// @param mediaType such as `application/json`
/// @param text made when it is asked for
public record Form(String mediaType, Supplier<String> text) {

    /// What programs read.
    public static final String JSON = "application/json";

    /// What people read.
    public static final String HTML = "text/html";

    /// As the `Content-Type` states it.
    String contentType() {
        return mediaType.equals(JSON) ? mediaType : mediaType + "; charset=utf-8";
    }
}
