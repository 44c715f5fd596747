package assay.announcement;

/// Where events are put for whoever listens.
public interface EventBus {

    /// Puts one event; when this returns, it is taken.
    ///
    /// @throws RuntimeException if it is not
    void put(CloudEvent event);
}
