import { Controls, type Edge, type Node, ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Definition, Run } from '../../hooks/use-run.ts'
import { useSteps } from '../../hooks/use-run.ts'
import { type Diagram, diagramOf } from '../../model/graph/diagram.ts'
import { folded } from '../../model/graph/fold.ts'
import { type Layout, layoutOf } from '../../model/graph/layout.ts'
import { type Overlay, overlayOf } from '../../model/graph/overlay.ts'
import type { ViewProps } from '../../model/selection.ts'
import { ErrorNotice, Skeleton } from '../Notice.tsx'
import { Legend } from './Legend.tsx'
import { Replay } from './Replay.tsx'
import { StateNode, type StateNodeData } from './StateNode.tsx'
import { WayEdge, type WayEdgeData } from './WayEdge.tsx'

interface GraphViewProps extends ViewProps {
  run: Run
  definition: Definition | undefined
  error: Error | null
}

const NODE_TYPES = { state: StateNode, lane: () => null }
const EDGE_TYPES = { way: WayEdge }
const LEAST_HEIGHT = 320
const MOST_HEIGHT = 960
/** The strip below the graph that holds the controls: on top of it they would hide states. */
const CONTROLS_HEIGHT = 44
const FIT = {
  padding: { top: 0.04, left: 0.04, right: 0.04, bottom: `${CONTROLS_HEIGHT}px` },
  maxZoom: 1.05,
} as const

export function GraphView(props: GraphViewProps) {
  if (props.error !== null) return <ErrorNotice error={props.error} retry={() => window.location.reload()} />
  if (props.definition === undefined) return <Skeleton lines={8} label="Loading the definition" />
  return <RunGraph {...props} definition={props.definition} />
}

function RunGraph({ run, definition, steps, selected, select }: GraphViewProps & { definition: Definition }) {
  const [upTo, setUpTo] = useState<number | undefined>()
  const replayed = useSteps(
    useMemo(() => run.events.slice(0, upTo), [run.events, upTo]),
    definition,
  )
  const [all, setAll] = useState(false)
  const whole = useMemo(() => diagramOf(definition.machine), [definition])
  const reached = [...new Set(steps.all.map(({ state }) => state))].sort().join()
  const diagram = useMemo(() => (all ? whole : folded(whole, new Set(reached.split(',')))), [all, whole, reached])
  const hidden = whole.nodes.length - diagram.nodes.length
  return (
    <>
      <div className="graph-bar">
        <Replay events={run.events} live={run.execution.status === 'RUNNING'} upTo={upTo} onChange={setUpTo} />
        {(hidden > 0 || all) && (
          <label className="all-states">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            All states{hidden > 0 && `, ${hidden} more`}
          </label>
        )}
        <Legend />
      </div>
      <Graph diagram={diagram} steps={upTo === undefined ? steps : replayed} selected={selected} select={select} />
    </>
  )
}

/** A definition as a graph, with what its steps say of its states. */
export function Graph({ diagram, steps, selected, select }: ViewProps & { diagram: Diagram }) {
  const overlay = useMemo(() => overlayOf(steps), [steps])
  const layout = useMemo(() => layoutOf(diagram), [diagram])
  const nodes = useMemo(() => nodesOf(layout, overlay, selected?.state, select), [layout, overlay, selected, select])
  const edges = useMemo(() => edgesOf(layout, overlay), [layout, overlay])
  const container = useRef<HTMLDivElement>(null)
  const height = useHeight(container, layout)
  return (
    <ReactFlowProvider>
      <div className="graph" ref={container} style={{ height }}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          minZoom={0.2}
          maxZoom={2}
          fitView
          fitViewOptions={FIT}
          onPaneClick={() => select({})}
          aria-label="Graph of the definition"
        >
          <Controls showInteractive={false} fitViewOptions={FIT} orientation="horizontal" />
          <FitOnResize layout={layout} />
        </ReactFlow>
      </div>
    </ReactFlowProvider>
  )
}

/** As high as the graph is when it fits the width, so that a phone shows no empty space. */
function useHeight(container: RefObject<HTMLDivElement | null>, layout: Layout): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (container.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    setWidth(container.current.clientWidth)
    observer.observe(container.current)
    return () => observer.disconnect()
  }, [container])
  const zoom = Math.min(FIT.maxZoom, width / (layout.width * 1.08))
  return Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, layout.height * zoom * 1.04 + CONTROLS_HEIGHT)))
}

/** Fits the graph again when its size changes, on screen or of itself: a phone is rotated, states are folded. */
function FitOnResize({ layout }: { layout: Layout }) {
  const { fitView } = useReactFlow()
  const width = useStore((store) => store.width)
  const height = useStore((store) => store.height)
  useEffect(() => {
    if (width > 0 && height > 0) fitView(FIT)
  }, [fitView, width, height, layout])
  return null
}

function nodesOf(
  layout: Layout,
  { states }: Overlay,
  selected: string | undefined,
  select: ViewProps['select'],
): Node[] {
  const lanes = layout.lanes.map(
    ({ id, x, y, width, height }): Node => ({
      id: `lane ${id}`,
      type: 'lane',
      position: { x, y },
      width,
      height,
      className: 'lane',
      zIndex: 1,
      data: {},
    }),
  )
  const nodes = layout.nodes.map(
    ({ node, x, y, width, height, depth }): Node<StateNodeData> => ({
      id: node.id,
      type: 'state',
      position: { x, y },
      width,
      height,
      zIndex: depth * 2,
      data: {
        node,
        ...(states.has(node.id) && { summary: states.get(node.id) }),
        selected: node.id === selected,
        select,
      } as StateNodeData,
    }),
  )
  // Fitting considers nodes only: this one stands for the edges that reach further out.
  const extent = { width: layout.width, height: layout.height }
  const all: Node = { id: 'extent', type: 'lane', position: { x: 0, y: 0 }, ...extent, zIndex: -1, data: {} }
  return [all, ...nodes, ...lanes]
}

function edgesOf(layout: Layout, { states, taken }: Overlay): Edge<WayEdgeData>[] {
  return layout.edges.map((placed) => {
    const { id, from, to } = placed.edge
    const atEnds = placed.edge.label === '' && !taken.has(id) && isEnd(placed.edge, states)
    return { id, source: from, target: to, type: 'way', zIndex: 10, data: { placed, taken: taken.has(id) || atEnds } }
  })
}

/** The ways from the start and to the end belong to no two states: they are gone along when their one state is. */
function isEnd({ from, to }: { from: string; to: string }, states: Overlay['states']): boolean {
  const start = from.endsWith(' ') && states.has(to)
  const status = states.get(from)?.status
  return start || (to.endsWith(' ') && (status === 'succeeded' || status === 'caught'))
}
