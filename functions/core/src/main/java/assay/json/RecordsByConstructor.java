package assay.json;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleModule;

/// Calls the constructors of records by reflection. Jackson itself binds a method handle to each,
/// for which Java has to make code: a twentieth of a cold start.
final class RecordsByConstructor extends SimpleModule {
    private static final long serialVersionUID = 1;

    RecordsByConstructor() {
        super("records-by-constructor");
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(
                new ValueInstantiators.Base() {
                    @Override
                    public ValueInstantiator modifyValueInstantiator(
                            DeserializationConfig config,
                            BeanDescription.Supplier type,
                            ValueInstantiator usual) {
                        return type.isRecordType() && usual instanceof StdValueInstantiator standard
                                ? new OfRecord(standard)
                                : usual;
                    }
                });
    }

    private static final class OfRecord extends StdValueInstantiator {
        private static final long serialVersionUID = 1;

        OfRecord(StdValueInstantiator usual) {
            super(usual);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] components) {
            if (!(_withArgsCreator instanceof AnnotatedConstructor constructor)) {
                return super.createFromObjectWith(context, components);
            }
            try {
                return constructor.getAnnotated().newInstance(components);
            } catch (ReflectiveOperationException e) {
                return context.handleInstantiationProblem(
                        _valueClass, components, rewrapCtorProblem(context, e));
            }
        }
    }
}
