using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ProfileJson : JsonSerializerContext;
