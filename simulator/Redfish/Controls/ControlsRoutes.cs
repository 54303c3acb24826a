using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ControlUris
{
    public static string Controls(string chassisId) => $"{ChassisUris.Of(chassisId)}/Controls";

    public static string Of(string chassisId, string controlId) => $"{Controls(chassisId)}/{controlId}";

    /// <summary>The control that acts on what a sensor shows; null when there is none.</summary>
    public static string? OfSensor(Pod pod, string chassisId, Reading reading) =>
        pod.Systems.ContainsKey(chassisId) && reading.Id == "power" ? Of(chassisId, PowerControl.PowerLimit)
        : reading.Place == "Fan" ? Of(chassisId, PowerControl.FanFloor)
        : null;
}

/// <summary>Control v1_7_0 of sleds and drawers.</summary>
internal static class ControlsRoutes
{
    private const string Path = $"{ChassisUris.Chassis}/{{id}}/Controls";

    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "ControlType", "SetPointType", "SetPointUnits", "DefaultSetPoint", "AllowableMin", "AllowableMax", "SetPointUpdateTime",
        "Implementation", "PhysicalContext", "Status", "AssociatedSensors", "RelatedItem",
    ];

    public static RedfishRoutes MapControls(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Path, "Control", context => PowerControl.All(pod, RedfishRoutes.Id(context)) is { } all
            ? ResourceCollection.Of(
                ControlUris.Controls(RedfishRoutes.Id(context)), $"Controls of {RedfishRoutes.Id(context)}", all.Select(c => c.Id)) : null)
        .Resource(
            $"{Path}/{{control}}", ControlsJsonContext.Default.ControlJson, context => Find(pod, context) is { } control ? new ControlJson(control) : null,
            patch: context => PatchAsync(context, pod));

    private static PowerControl? Find(Pod pod, HttpContext context) =>
        PowerControl.Find(pod, RedfishRoutes.Id(context), RedfishRoutes.Id(context, "control"));

    private static async Task<IResult> PatchAsync(HttpContext context, Pod pod)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var control = Find(pod, context)!;
        var reader = new BodyReader(body, []);
        var wanted = Read(reader, control);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        control.Set(wanted);
        return new ResourceResult<ControlJson>(new ControlJson(Find(pod, context)!), ControlsJsonContext.Default.ControlJson);
    }

    // A set point turns the control on; taking it away, or the mode Disabled, turns it off.
    private static double? Read(BodyReader reader, PowerControl control)
    {
        var isGiven = reader.Has("SetPoint");
        var setPoint = isGiven ? SetPoint(reader, control) : control.SetPoint;
        var mode = reader.OneOf("ControlMode", control.CanBeLifted ? ["Automatic", "Disabled"] : ["Automatic"]);
        if (mode == "Disabled" && isGiven && setPoint is not null)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("ControlMode"), "SetPoint"));
        }

        if (mode == "Automatic" && setPoint is null && reader.Problems.Count == 0)
        {
            reader.Problem(isGiven ? RedfishMessages.PropertyValueConflict(reader.Pointer("ControlMode"), "SetPoint") : RedfishMessages.PropertyMissing(reader.Pointer("SetPoint")));
        }

        return mode == "Disabled" ? null : setPoint;
    }

    private static double? SetPoint(BodyReader reader, PowerControl control)
    {
        var value = reader.Find("SetPoint")!.Value;
        var pointer = reader.Pointer("SetPoint");
        if (value.ValueKind == JsonValueKind.Null && control.CanBeLifted)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), "a number"));
            return null;
        }

        var number = value.GetDouble();
        if (!(number >= control.Least && number <= control.Most))
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(pointer, value.GetRawText(), $"from {control.Least} to {control.Most}"));
        }

        return number;
    }
}
