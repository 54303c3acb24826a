namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/deploy_templates</c>.</summary>
internal static class DeployTemplatesApi
{
    private const int Since = 55;

    private static readonly FieldTable<IronicDeployTemplate> Table = new("deploy template",
    [
        Fields.Uuid<IronicDeployTemplate>(Since),
        Fields.Text<IronicDeployTemplate>("name", Since, t => t.Name, (t, v) => t with { Name = v }) with
        {
            IsMandatory = true, IsShort = true,
            Check = v => Checks.RequiredText(v) ?? (Checks.IsTrait(Json.Text(v)!) ? null : $"'{v}' is not a trait: a standard one, or CUSTOM_ followed by A-Z, 0-9 and _"),
        },
        new("steps", Since, (t, _) => t.Steps.DeepClone())
        {
            Set = (t, v) => t with { Steps = v!.AsArray() }, Check = StepChecks.DeployList, IsMandatory = true,
        },
        Fields.Document<IronicDeployTemplate>("extra", Since, t => t.Extra, (t, v) => t with { Extra = v }),
        .. Fields.Times<IronicDeployTemplate>(Since),
        Fields.Links<IronicDeployTemplate>(Since, "deploy_templates"),
    ]);

    public static void MapDeployTemplates(this WebApplication app, Conductor conductor) => app.MapCollection(
        "deploy_templates",
        new CollectionApi<IronicDeployTemplate>(
            conductor.Settings, conductor.DeployTemplates, new("Deploy template", "deploy_templates", Table), new IronicDeployTemplate()),
        Since);
}
