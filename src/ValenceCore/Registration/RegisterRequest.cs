using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Registration;

/// <summary>A checked <c>POST /v1/nodes/{uuid}/register</c>: <c>manage</c> is ours, everything else goes to Ironic (valence-api 1.8).</summary>
internal sealed record RegisterRequest(bool Manage, JsonObject Fields)
{
    public static Outcome<RegisterRequest> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        var manage = fields.Flag("manage") ?? true;
        fields.Text("driver");
        foreach (var name in (string[])["driver_info", "properties", "extra"])
        {
            fields.Object(name);
        }

        if (fields.Has("uuid"))
        {
            fields.Problem("uuid", "is chosen by this service");
        }

        if (problems.Count > 0)
        {
            return Failure.Invalid(problems);
        }

        var forIronic = (JsonObject)body.DeepClone();
        forIronic.Remove("manage");
        foreach (var empty in forIronic.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            forIronic.Remove(empty);
        }

        return new RegisterRequest(manage, forIronic);
    }
}
