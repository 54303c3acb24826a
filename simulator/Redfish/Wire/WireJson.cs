using System.Text.Json.Serialization;

namespace Simulator.Redfish;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RedfishErrorBody))]
[JsonSerializable(typeof(ResourceCollection))]
internal sealed partial class WireJson : JsonSerializerContext;
