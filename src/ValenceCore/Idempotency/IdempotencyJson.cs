using System.Text.Json.Serialization;

namespace ValenceCore.Idempotency;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class IdempotencyJsonContext : JsonSerializerContext;
