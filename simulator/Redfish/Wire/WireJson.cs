using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RedfishErrorBody))]
[JsonSerializable(typeof(ResourceCollection))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class WireJson : JsonSerializerContext;
