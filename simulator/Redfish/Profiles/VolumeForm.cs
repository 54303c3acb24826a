using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>A Volume as Intel RSD had it since 2.3: a list of replicas, where the standard came to have the one.</summary>
internal static class VolumeForm
{
    public static void Apply(JsonObject volume)
    {
        if (volume["CapacitySources"] is null)
        {
            // Over built-in drives there are none.
            return;
        }

        var replica = volume["ReplicaInfo"]?.DeepClone();
        volume.Remove("ReplicaInfo");
        volume["ReplicaInfos"] = replica is null ? new JsonArray() : new JsonArray(replica);
    }
}
