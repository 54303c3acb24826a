using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class SystemUris
{
    public const string Systems = "/redfish/v1/Systems";

    public static string Of(string id) => $"{Systems}/{id}";

    public static string Processors(string id) => $"{Systems}/{id}/Processors";

    public static string Memory(string id) => $"{Systems}/{id}/Memory";

    public static string EthernetInterfaces(string id) => $"{Systems}/{id}/EthernetInterfaces";

    public static string EthernetInterface(string id, string nicId) => $"{EthernetInterfaces(id)}/{nicId}";

    /// <summary>The deprecated form of a VLAN, and the one with which there can be several.</summary>
    public static string Vlans(string id, string nicId) => $"{EthernetInterface(id, nicId)}/VLANs";

    public static string Storage(string id) => $"{Systems}/{id}/Storage";

    /// <summary>Built-in drives hang off one controller.</summary>
    public static string LocalStorage(string id) => $"{Storage(id)}/local";

    public const string ControllerId = "1";

    public static string LocalControllers(string id) => $"{LocalStorage(id)}/Controllers";

    public static string SimpleStorage(string id) => $"{Systems}/{id}/SimpleStorage";

    public static string LocalSimpleStorage(string id) => $"{SimpleStorage(id)}/local";

    public static string Bios(string id) => $"{Systems}/{id}/Bios";

    public static string BiosSettings(string id) => $"{Bios(id)}/Settings";

    public static string SecureBoot(string id) => $"{Systems}/{id}/SecureBoot";

    public static string BootOptions(string id) => $"{Systems}/{id}/BootOptions";

    public static string VirtualMedia(string id) => $"{Systems}/{id}/VirtualMedia";

    public static string LogServices(string id) => $"{Systems}/{id}/LogServices";
}

/// <summary>ComputerSystem v1_27_0 and its parts.</summary>
internal static class SystemsRoutes
{
    public static RedfishRoutes MapSystems(this RedfishRoutes routes, Pod pod, PowerWork power, StorageWork storage) => routes
        .Collection(SystemUris.Systems, "ComputerSystem", _ => ResourceCollection.Of(SystemUris.Systems, "Computer System Collection", pod.Systems.Keys))
        .Resource(
            $"{SystemUris.Systems}/{{id}}", SystemsJsonContext.Default.ComputerSystemJson, context => Show(pod, context),
            patch: context => SystemPatch.ApplyAsync(context, pod, Find(pod, context)!))
        .Action(
            $"{SystemUris.Systems}/{{id}}/Actions/ComputerSystem.Reset",
            async context => Find(pod, context) is { } system
                ? await ResetAction.RunAsync(context, "ComputerSystem.Reset", system, power)
                : RedfishErrors.NotFound(context.Request.Path))
        .Resource($"{SystemUris.Systems}/{{id}}/{ActionInfoUris.ResetId}", ActionInfosJsonContext.Default.ActionInfoJson, context =>
            Find(pod, context) is { } s ? ActionInfoJson.OfReset(SystemUris.Of(s.Id), "ComputerSystem.Reset", ResetTypes.All) : null)
        .MapParts(pod)
        .MapMemoryDomains(pod)
        .MapStorage(pod, storage)
        .MapBios(pod)
        .MapSecureBoot(pod)
        .MapBootOptions(pod)
        .MapVirtualMedia(pod)
        .MapLogServices(pod)
        .MapNetworkAdapters(pod);

    public static ComputerSystem? Find(Pod pod, HttpContext context) => pod.Systems.GetValueOrDefault(RedfishRoutes.Id(context));

    /// <summary>Runs an action on the system that the path names, or answers that there is none.</summary>
    public static Task<IResult> OnSystemAsync(Pod pod, HttpContext context, Func<ComputerSystem, Task<IResult>> act) =>
        Find(pod, context) is { } system ? act(system) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));

    private static RedfishRoutes MapParts(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/Processors", "Processor", context => Find(pod, context) is { } s
            ? Processors(pod, s) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Processors/{{part}}", SystemPartsJsonContext.Default.ProcessorJson, context =>
            Find(pod, context) is { } s && s.Processors.FirstOrDefault(p => p.Id == Part(context)) is { } cpu ? ProcessorJson.Of(s, cpu) : null)
        .Collection($"{SystemUris.Systems}/{{id}}/Memory", "Memory", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.Memory(s.Id), $"Memory of {s.Name}", s.Memory.Select(m => m.Id)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Memory/{{part}}", SystemPartsJsonContext.Default.MemoryJson, context =>
            Find(pod, context) is { } s && s.Memory.FirstOrDefault(m => m.Id == Part(context)) is { } module ? MemoryJson.Of(s, module) : null)
        .Collection($"{SystemUris.Systems}/{{id}}/EthernetInterfaces", "EthernetInterface", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.EthernetInterfaces(s.Id), $"Ethernet interfaces of {s.Name}", s.EthernetInterfaces.Select(e => e.Id)) : null)
        .Resource(
            $"{SystemUris.Systems}/{{id}}/EthernetInterfaces/{{part}}", EthernetInterfacesJsonContext.Default.EthernetInterfaceJson,
            context => NetworkAdaptersRoutes.Nic(pod, context) is var (s, nic) ? EthernetInterfaceJson.Of(pod, s, nic) : null,
            patch: context => NetworkAdaptersRoutes.Nic(pod, context) is var (s, nic)
                ? EthernetInterfacePatch.ApplyAsync(context, pod, s, nic)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .MapVlans($"{SystemUris.Systems}/{{id}}/EthernetInterfaces/{{part}}/VLANs", VlanForms.OfInterfaces, pod, context => NetworkAdaptersRoutes.Nic(pod, context) is var (s, nic)
            ? new VlanPlace(LinkId.Of(s, nic), SystemUris.Vlans(s.Id, nic.Id), $"{nic.Id} of {s.Name}") : null);

    private static string Part(HttpContext context) => RedfishRoutes.Id(context, "part");

    private static ComputerSystemJson? Show(Pod pod, HttpContext context) =>
        Find(pod, context) is { } system ? ComputerSystemJson.Of(pod, system) : null;

    private static ResourceCollection Processors(Pod pod, ComputerSystem system)
    {
        var uri = SystemUris.Processors(system.Id);
        var builtIn = system.Processors.Select(p => $"{uri}/{p.Id}");
        return new ResourceCollection(
            uri, $"Processors of {system.Name}",
            Link.All(builtIn.Concat(pod.AttachedTo(system).Where(d => d.Kind != PooledDeviceKind.NVMe).Select(ChassisUris.Of))));
    }
}
