import { ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Diagram } from '../../model/graph/diagram.ts'
import { layoutWithin } from '../../model/graph/fitting.ts'
import { overlayOf } from '../../model/graph/overlay.ts'
import { framed, legibleWidth, STEP_FACTOR, wholeZoom } from '../../model/graph/zoom.ts'
import type { ViewProps } from '../../model/selection.ts'
import { Icon, type IconName } from '../Icon.tsx'
import { edgesOf, nodesOf } from './graph-elements.ts'
import { StateNode } from './StateNode.tsx'
import { WayEdge } from './WayEdge.tsx'

const NODE_TYPES = { state: StateNode, lane: () => null }
const EDGE_TYPES = { way: WayEdge }

/** A definition as a graph, with what its steps say of its states. Laid out for the width that there is, and always legible. */
export function Graph({ diagram, steps, selected, select }: ViewProps & { diagram: Diagram }) {
  const [scroller, width] = useWidth()
  const overlay = useMemo(() => overlayOf(steps), [steps])
  const layout = useMemo(() => layoutWithin(diagram, legibleWidth(width)), [diagram, width])
  const follow = useCallback(
    (state: string) => {
      select({ state })
      scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(state)}"] button`)?.focus()
    },
    [select, scroller],
  )
  const nodes = useMemo(
    () => nodesOf(layout, overlay, selected?.state, select, follow),
    [layout, overlay, selected, select, follow],
  )
  const edges = useMemo(() => edgesOf(layout, overlay), [layout, overlay])
  const [wanted, setWanted] = useState<number | undefined>()
  const { viewport, ...size } = framed(layout, width, wanted)
  const { zoom } = viewport
  // What is selected, or the start, stands in the middle.
  const centre = layout.nodes.find(({ node }) => node.id === selected?.state) ?? layout.nodes[0]
  const centrePx = centre === undefined ? 0 : viewport.x + (centre.x + centre.width / 2) * zoom
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ left: centrePx - width / 2 })
  }, [scroller, centrePx, width])
  return (
    <>
      <div className="graph" ref={scroller}>
        <div style={size}>
          <ReactFlowProvider>
            <ReactFlow
              nodes={nodes}
              edges={edges}
              nodeTypes={NODE_TYPES}
              edgeTypes={EDGE_TYPES}
              viewport={viewport}
              nodesDraggable={false}
              nodesConnectable={false}
              nodesFocusable={false}
              edgesFocusable={false}
              elementsSelectable={false}
              panOnDrag={false}
              zoomOnScroll={false}
              zoomOnPinch={false}
              zoomOnDoubleClick={false}
              preventScrolling={false}
              minZoom={0.1}
              maxZoom={4}
              onPaneClick={() => select({})}
              aria-label="Graph of the definition"
            />
          </ReactFlowProvider>
        </div>
      </div>
      <div className="graph-controls">
        <Control icon="plus" label="Zoom in" onPress={() => setWanted(zoom * STEP_FACTOR)} />
        <Control icon="minus" label="Zoom out" onPress={() => setWanted(zoom / STEP_FACTOR)} />
        <Control icon="whole" label="Whole graph" onPress={() => setWanted(wholeZoom(layout, width))} />
        <span className="faint number">{Math.round(zoom * 100)} %</span>
      </div>
    </>
  )
}

function Control({ icon, label, onPress }: { icon: IconName; label: string; onPress: () => void }) {
  return (
    <button type="button" className="button" aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  )
}

function useWidth() {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(window.innerWidth)
  useLayoutEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    setWidth(element.current.clientWidth)
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, width] as const
}
