using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Names that clients give to what they compose: it is found under them, as far as a URI can say them.</summary>
internal static class ResourceNames
{
    private const int Longest = 64;

    /// <returns>Null when there is none, or none that can be used.</returns>
    public static string? Read(BodyReader body, bool isRequired)
    {
        if (!body.Has("Name"))
        {
            if (isRequired)
            {
                body.Problem(RedfishMessages.PropertyMissing(body.Pointer("Name")));
            }

            return null;
        }

        var name = body.Text("Name");
        if (name is not null && (name.Length > Longest || BlockRules.SystemIdFor(name).Length == 0))
        {
            body.Problem(RedfishMessages.PropertyValueFormatError(
                body.Pointer("Name"), name, $"a name of 1 to {Longest} characters, some of them letters or digits"));
        }

        return name;
    }
}
