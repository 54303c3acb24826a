using Simulator.Faces;
using Simulator.Hardware;

namespace Simulator.Control;

/// <summary>The face of the bench itself: control under <c>/sim/v1</c>, the page at <c>/</c>.</summary>
public static class ControlFace
{
    /// <param name="mapPage">Maps the page, which lives in a room of its own.</param>
    public static Face Create(FaceSettings settings, SimulatorWorld world, Pod pod, ControlSettings control, Action<WebApplication> mapPage) =>
        Face.Create(
            settings,
            world,
            _ => { },
            app =>
            {
                app.Use(LocalOnly.InvokeAsync);
                app.UseRouting();
                app.MapControl(world, pod, control);
                mapPage(app);
            },
            ControlProblem.WriteAsync);
}
